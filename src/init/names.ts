import type { Graph } from '../graph/graph.ts'
import { caseStyles } from '../scaffold/words.ts'

/** What people say of the services that were found. */
export interface Naming {
  /** Services, by the names that were found, that are none. */
  readonly leaveOut: readonly string[]
  /** New names by those that were found. */
  readonly rename: ReadonlyMap<string, string>
}

/** How each service will be called: as people want it, else as it is found, made a DNS label; those left out are not in it. */
export function namesOf({ services }: Graph, { leaveOut, rename }: Naming): Map<string, string> {
  const out = new Set(leaveOut)
  const taken = new Set(services.flatMap(({ known, name }) => (known === 'declared' ? [name] : [])))
  const names = new Map<string, string>()
  for (const { name, known, path } of services) {
    if (out.has(name)) continue
    const label = known === 'declared' ? name : (rename.get(name) ?? (asLabel(name) || asLabel(path) || 'service'))
    const free = known === 'declared' || !taken.has(label) ? label : freeLabel(label, path, taken)
    taken.add(free)
    names.set(name, free)
  }
  return names
}

function freeLabel(label: string, path: string, taken: ReadonlySet<string>): string {
  const placed = asLabel(path) === '' ? label : fitted(`${label}-${asLabel(path)}`)
  let free = placed
  for (let next = 2; taken.has(free); next++) free = `${fitted(placed, `-${next}`.length)}-${next}`
  return free
}

/** What Backstage takes. */
const maxLength = 63

/** A label as long as it may be where something is yet to follow it. */
const fitted = (label: string, room = 0): string => label.slice(0, maxLength - room).replace(/-+$/, '')

/** Letters without their accents; empty where a name has no letter or digit of ASCII then, as in many languages. */
const asLabel = (name: string): string =>
  fitted(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name)
      ? name
      : caseStyles.kebab(name.normalize('NFKD').replace(/\p{Mark}/gu, '')),
  )
