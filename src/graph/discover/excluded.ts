import picomatch from 'picomatch'
import type { Service } from '../graph.ts'

/**
 * Parts services into those that there are, and those of which `msvc.yaml` says that they are none, by their folder. What
 * the catalog registers is always one.
 */
export function partExcluded(
  services: readonly Service[],
  exclude: readonly string[],
): { readonly kept: Service[]; readonly excluded: Service[] } {
  const folders = exclude.map((text) => text.replace(/^\.\//, '').replace(/\/+$/, ''))
  const plain = new Set(folders)
  const matches = picomatch(folders, { dot: true })
  const isExcluded = ({ known, path }: Service): boolean =>
    known === 'discovered' && folders.length > 0 && (plain.has(path) || matches(path))
  return { kept: services.filter((each) => !isExcluded(each)), excluded: services.filter(isExcluded) }
}
