import type { ContractFact } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'
import { isReserved, protoMembers } from './proto-members.ts'

/** What no longer holds in a file of Protocol Buffers for those that were compiled with it as it was. */
export function protoBreaks(before: ContractFact, after: ContractFact): Break[] {
  const current = new Map(after.definitions?.map((definition) => [definition.name, definition]))
  // The package is part of the path of each call.
  const moved =
    before.name === after.name
      ? []
      : [{ what: `The package was ${before.name ?? 'none'} and is ${after.name ?? 'none'}`, at: after.at }]
  const changed = (before.definitions ?? []).flatMap(({ name, text }): Break[] => {
    const now = current.get(name)
    if (now === undefined) return [{ what: `${name} is gone`, at: after.at }]
    if (now.text === text) return []
    const [earlier, members] = [protoMembers(name, text, before.name), protoMembers(name, now.text, after.name)]
    const lost = [...earlier].flatMap(([path, { signature, number }]): Break[] => {
      const member = members.get(path)
      if (member?.signature === signature) return []
      if (member) return [{ what: `${path} was ${signature} and is ${member.signature}`, at: now.at }]
      // A field whose number nobody takes again only goes missing for those that no longer should ask for it.
      return number !== undefined && isReserved(number, now.text) ? [] : [{ what: `${path} is gone`, at: now.at }]
    })
    const required = [...members].flatMap(([path, { signature }]): Break[] =>
      !earlier.has(path) && signature.startsWith('required ') ? [{ what: `${path} is required now`, at: now.at }] : [],
    )
    return [...lost, ...required]
  })
  return [...moved, ...changed]
}
