import type { Fact } from '../../facts/fact.ts'

/** `releases/shop-v0.18.0/compose.yaml`: a folder that is called by a version, and what is in it. */
const inVersion = /^((?:.*\/)?(?:[\w-]*[-_])?v?)(\d+(?:\.\d+)+)(-[\w.]+)?\/.*(?:\.ya?ml|\.env)$/

/** Leaves out what manifests state that are kept for each release, but for the newest: they are as they once were. */
export function withoutOlderReleases(facts: readonly Fact[]): readonly Fact[] {
  const releases = new Map<string, Set<string>>()
  const releaseOf = (file: string): readonly [place: string, version: string] | undefined => {
    const [, place, numbers, pre = '~'] = inVersion.exec(file) ?? []
    return place === undefined || numbers === undefined ? undefined : [place, `${numbers}${pre}`]
  }
  const known = new Map<string, ReturnType<typeof releaseOf>>()
  for (const { at } of facts) {
    if (known.has(at.file)) continue
    const release = releaseOf(at.file)
    known.set(at.file, release)
    if (release) releases.set(release[0], (releases.get(release[0]) ?? new Set()).add(release[1]))
  }
  const newest = new Map(
    [...releases].map(([place, all]) => [
      place,
      [...all].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1),
    ]),
  )
  return releases.size === 0
    ? facts
    : facts.filter(({ at }) => {
        const release = known.get(at.file)
        return release === undefined || newest.get(release[0]) === release[1]
      })
}
