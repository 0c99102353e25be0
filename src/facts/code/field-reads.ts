import type { At, FieldReadFact } from '../fact.ts'

/** What a field with an address is called: `cart_url`, `CART_URL`, and `cartURL`. */
const inParts =
  /(?:^|_)(?:ur[il]|host(?:name)?|addr(?:ess)?|endpoint|dsn|server|service|api|rpc|base|(?:data_?)?source|broker)s?$/i
const inHumps =
  /[A-Za-z0-9](?:UR[IL]|Ur[il]|Host(?:[Nn]ame)?|Addr(?:ess)?|Endpoint|DSN|Dsn|Server|Service|API|Api|RPC|Rpc|Base|Source|Broker)s?$/
/** What is given to a field does not take it. */
const given = /^\s*(?::[^=\n]*)?=(?![=>~])/
/** `settings.CART_URL`, in texts too (`f"{self.DB_HOST}:5432"`); `getattr(settings, "CART_URL")`. */
const taken = /[.[]([A-Za-z_]\w*)|\bgetattr\([\w.]*(?:settings|config|cfg)\w*,\s*(?:["'](\w+)["'])?/gi
/** All fields at once are handed on: what becomes of them is not seen. */
const allTaken =
  /(?:settings|config|cfg)\w*(?:\(\))?\.(?:model_dump|dict|__dict__)\b|\b(?:vars|asdict)\([\w.]*(?:settings|config|cfg)/i

/** Fields that are taken by a name that says they hold an address, each once; `*` where that may be any. */
export function fieldReads(text: string, at: (offset: number) => At): FieldReadFact[] {
  const offsets = new Map<string, number>()
  for (const { 0: whole, 1: member, 2: named, index } of text.matchAll(taken)) {
    const name = member ?? named ?? '*'
    if (member !== undefined && given.test(text.slice(index + whole.length, index + whole.length + 80))) continue
    if ((member === undefined || isAddressField(member)) && !offsets.has(name))
      offsets.set(name, index + (member === undefined ? whole.length - 1 : 1))
  }
  const all = allTaken.exec(text)
  if (all) offsets.set('*', all.index)
  return [...offsets].map(([name, offset]) => ({ kind: 'field-read', at: at(offset), name }))
}

/** Whether a field is called as those are that are looked for where they are taken. */
export const isAddressField = (name: string): boolean => inParts.test(name) || inHumps.test(name)
