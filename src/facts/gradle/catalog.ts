import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineOf } from '../line-of.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { escaped } from '../matching/escaped.ts'
import { readToml } from '../toml.ts'

/** Version catalogs of Gradle: each bundle as a package that depends on its libraries, called as builds are told to call it. */
export const gradleCatalog: Extractor = {
  id: 'gradle-catalog',
  endings: ['.toml'],
  matches: (path) => path.endsWith('.versions.toml'),
  extract({ path, text }): Fact[] {
    const read = readToml(text)
    const start = { file: path, line: 1, column: 1 }
    if ('why' in read) return [{ kind: 'unresolved', at: start, about: 'manifest', why: read.why }]
    const libraries = asMap(read.data.libraries)
    return Object.entries(asMap(read.data.bundles)).map(([bundle, members]): Fact => {
      const at = lineOf(path, text, new RegExp(`^[ \\t]*["']?${escaped(bundle)}["']?[ \\t]*=`, 'm'))
      const dependencies = asList(members).flatMap((alias) => {
        const name = moduleOf(libraries[asText(alias) ?? ''])
        return name === undefined ? [] : [{ at, name, spec: '', dev: false }]
      })
      const name = `libs:bundles-${bundle.replace(/[._]/g, '-')}`
      return { kind: 'package', at, ecosystem: 'gradle', name, members: [], dependencies, starts: false, entries: {} }
    })
  },
}

/** `"group:name:1.0"`, `{ module = "group:name" }`, `{ group = "group", name = "name" }` */
function moduleOf(library: Loose[string]): string | undefined {
  const { module, group, name } = asMap(library)
  const written = asText(library) ?? asText(module)
  if (written !== undefined) return /^[^:]+:[^:]+/.exec(written)?.[0]
  return asText(group) === undefined || asText(name) === undefined ? undefined : `${asText(group)}:${asText(name)}`
}
