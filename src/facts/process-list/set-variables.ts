import type { At, EnvSetFact } from '../fact.ts'
import { asText } from '../loose.ts'

/** What a manager fills in before it starts anything: `((db-host))`, `${PORT}`, `{{HOST}}`. */
const filledIn = /\(\(|\{\{|\$\{/

/** A variable that a list of processes gives to what it starts in a folder, where its value is written there. */
export function setVariable(name: string | undefined, written: unknown, folder: string, at: At): EnvSetFact[] {
  const value = asText(written)
  if (name === undefined || value === undefined || filledIn.test(value)) return []
  return [{ kind: 'env-set', at, name, value, from: { source: 'literal' }, folder }]
}
