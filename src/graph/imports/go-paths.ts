import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'

/** What imports of a module begin with, and the folder that stands for it. */
export interface GoModule {
  readonly name: string
  readonly folder: string
}

/**
 * Modules of code that is older than `go.mod`, or came without it: where the ends of imports are folders of the repository,
 * what stands before them is the repository's own name (`github.com/shop/carts/models` of `models`), or the folder is one
 * that a `GOPATH` lists packages in (`carts/models` of `src/carts/models`). `folders`: those with packages.
 */
export function modulesOfPaths(facts: FactIndex, folders: ReadonlySet<string>): GoModule[] {
  const votes = new Map<string, { readonly module: GoModule; count: number }>()
  for (const { language, specifier } of facts.of('import')) {
    if (language !== 'go' || specifier.startsWith('.')) continue
    for (const module of placesOf(specifier, folders)) {
      const key = `${module.name}\0${module.folder}`
      const vote = votes.get(key) ?? { module, count: 0 }
      vote.count++
      votes.set(key, vote)
    }
  }
  const byVotes = [...votes.values()].sort((a, b) => b.count - a.count).map(({ module }) => module)
  return byVotes.filter(({ name }, index) => byVotes.findIndex((other) => other.name === name) === index)
}

/** Where a package may lie: the longest end of the import that is a folder at the root, or in a `src`. */
function placesOf(specifier: string, folders: ReadonlySet<string>): GoModule[] {
  const steps = specifier.split('/')
  const hosted = /\.[a-z]{2,}$/.test(steps[0] ?? '')
  // Hosts of code have an owner and a repository behind them.
  if (hosted) {
    const [name, path] = [steps.slice(0, 3).join('/'), steps.slice(3).join('/')]
    return path !== '' && folders.has(path) ? [{ name, folder: '.' }] : []
  }
  return folders.has(posix.join('src', specifier))
    ? [{ name: steps[0] ?? '', folder: posix.join('src', steps[0] ?? '') }]
    : []
}
