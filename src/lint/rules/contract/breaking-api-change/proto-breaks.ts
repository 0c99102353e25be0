import type { ContractFact } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'
import { isReserved, type ProtoMembers, protoMembers } from './proto-members.ts'

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
    const [was, is] = [protoMembers(name, text, before.name), protoMembers(name, now.text, after.name)]
    return [...lost(was, is), ...required(was, is), ...lostOverHttp(was, is)].map((what) => ({ what, at: now.at }))
  })
  return [...moved, ...changed]
}

const lost = (was: ProtoMembers, is: ProtoMembers): string[] =>
  [...was.members].flatMap(([path, earlier]) => {
    const member = is.members.get(path)
    if (member?.signature === earlier.signature) return []
    if (member) return [`${path} was ${earlier.signature} and is ${member.signature}`]
    // A field whose number nobody takes again only goes missing for those that no longer should ask for it.
    return isReserved(earlier, is) ? [] : [`${path} is gone`]
  })

const required = (was: ProtoMembers, is: ProtoMembers): string[] =>
  [...is.members].flatMap(([path, { signature }]) =>
    !was.members.has(path) && signature.startsWith('required ') ? [`${path} is required now`] : [],
  )

/** A gateway may serve a procedure under several paths; more of them take nothing away. */
const lostOverHttp = (was: ProtoMembers, is: ProtoMembers): string[] =>
  [...was.overHttp].flatMap(([procedure, earlier]) => {
    const paths = is.overHttp.get(procedure) ?? new Set()
    const gone = [...earlier].filter((path) => !paths.has(path))
    const fresh = [...paths].filter((path) => !earlier.has(path))
    // With the procedure itself its paths go as well.
    if (gone.length === 0 || !is.members.has(procedure)) return []
    const change =
      fresh.length > 0 ? `was ${gone.join(', ')} and is ${fresh.join(', ')}` : `is no ${gone.join(', ')} any more`
    return [`${procedure} over HTTP ${change}`]
  })
