import { posix } from 'node:path'
import type { MakeResolver } from './resolver.ts'

/** `a/src/main/java/org/shop/Cart.java` is the class `org.shop.Cart` of the module `a`. */
const sourceFile = /^(.*?)(?:src\/)?(?:main|test|integrationTest|testFixtures)\/(?:java|kotlin)\/(.+)\.(?:java|kt)$/

interface Source {
  readonly module: string
  readonly file: string
}

/** Classes of Java and Kotlin by their full names. Where several modules have one of the same name, the importer's own. */
export const jvm: MakeResolver = (files) => {
  const classes = new Map<string, Source[]>()
  const packages = new Map<string, Source[]>()
  for (const file of files) {
    const [, module = '', path] = sourceFile.exec(file) ?? []
    if (path === undefined) continue
    add(classes, path.replaceAll('/', '.'), { module, file })
    add(packages, posix.dirname(path).replaceAll('/', '.'), { module, file })
  }
  return ({ specifier, at }) => {
    const own = sourceFile.exec(at.file)?.[1]
    const pick = (sources: readonly Source[] | undefined): Source | 'several' | undefined => {
      const mine = sources?.find(({ module }) => module === own)
      if (mine || sources === undefined) return mine
      return new Set(sources.map(({ module }) => module)).size === 1 ? sources[0] : 'several'
    }
    const isAll = specifier.endsWith('.*')
    const name = specifier.replace(/\.\*$/, '')
    // Nested classes and static members stand behind the class that has the file; functions of Kotlin in a package.
    const parts = name.split('.')
    const outer = parts.slice(0, -1).join('.')
    const found =
      pick(classes.get(name)) ??
      pick(classes.get(outer)) ??
      pick(classes.get(parts.slice(0, -2).join('.'))) ??
      pick(packages.get(isAll ? name : outer))
    if (found === undefined) return { kind: 'package', name }
    return found === 'several' ? { kind: 'unresolved' } : { kind: 'file', file: found.file }
  }
}

function add(map: Map<string, Source[]>, name: string, source: Source): void {
  const known = map.get(name)
  if (known) known.push(source)
  else map.set(name, [source])
}
