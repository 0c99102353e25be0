import picomatch from 'picomatch'
import { isException } from '../../repository/path-globs.ts'
import type { Service } from '../graph.ts'

/**
 * Parts services into those that there are, and those of which `msvc.yaml` says that they are none, by their folder. What
 * the catalog registers is always one. `idle`: what is said to be none, and is nothing that was found.
 */
export function partExcluded(
  services: readonly Service[],
  exclude: readonly string[],
): { readonly kept: Service[]; readonly excluded: Service[]; readonly idle: readonly string[] } {
  const patterns = exclude.map((text) => {
    const keeps = isException(text)
    const folder = text
      .slice(keeps ? 1 : 0)
      .replace(/^\.\//, '')
      .replace(/\/+$/, '')
    const isMatch = picomatch(folder, { dot: true })
    return { text, keeps, names: (path: string): boolean => path === folder || isMatch(path) }
  })
  const isExcluded = ({ known, path }: Service): boolean =>
    known === 'discovered' && patterns.findLast(({ names }) => names(path))?.keeps === false
  return {
    kept: services.filter((each) => !isExcluded(each)),
    excluded: services.filter(isExcluded),
    idle: patterns.flatMap(({ text, names }) => (services.some(({ path }) => names(path)) ? [] : [text])),
  }
}
