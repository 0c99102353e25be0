import type { SeenAddress } from '../seen-address.ts'

/**
 * Tells of a host that is given alone what is spoken there, where the service's own settings put it into an address of one
 * kind of store: `DB_HOST=db`, and `jdbc:sqlserver://${DB_HOST};databaseName=shop`.
 */
export function withSchemesAround(seen: readonly SeenAddress[]): SeenAddress[] {
  const around = new Map<string, Set<string>>()
  const keyOf = ({ from }: SeenAddress, variable: string): string => `${from.name}\0${variable.toLowerCase()}`
  for (const each of seen.filter(({ unfilled }) => unfilled)) {
    const { scheme, host } = each.address
    const key = keyOf(each, host)
    if (scheme !== undefined) around.set(key, (around.get(key) ?? new Set()).add(scheme))
  }
  if (around.size === 0) return [...seen]
  return seen.map((each) => {
    const open = each.address.scheme === 'sql' && each.setting !== undefined
    const [scheme, ...others] = (open && around.get(keyOf(each, each.setting ?? ''))) || []
    return scheme === undefined || others.length > 0 ? each : { ...each, address: { ...each.address, scheme } }
  })
}
