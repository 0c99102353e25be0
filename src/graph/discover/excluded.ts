import picomatch from 'picomatch'
import type { Service } from '../graph.ts'

/**
 * Parts services into those that there are, and those of which `msvc.yaml` says that they are none, by their folder. What
 * the catalog registers is always one. `idle`: what is said to be none, and is nothing that was found.
 */
export function partExcluded(
  services: readonly Service[],
  exclude: readonly string[],
): { readonly kept: Service[]; readonly excluded: Service[]; readonly idle: readonly string[] } {
  const folders = exclude.map((text) => text.replace(/^\.\//, '').replace(/\/+$/, ''))
  const plain = new Set(folders)
  const matches = picomatch(folders, { dot: true })
  const isExcluded = ({ known, path }: Service): boolean =>
    known === 'discovered' && folders.length > 0 && (plain.has(path) || matches(path))
  const isIdle = (folder: string): boolean => {
    const one = picomatch(folder, { dot: true })
    return !services.some(({ path }) => path === folder || one(path))
  }
  return {
    kept: services.filter((each) => !isExcluded(each)),
    excluded: services.filter(isExcluded),
    idle: exclude.filter((_, index) => isIdle(folders[index] ?? '')),
  }
}
