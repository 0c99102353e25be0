import type { ContractFact } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'
import { graphqlBreaks } from './graphql-breaks.ts'
import { plainPath } from './plain-path.ts'
import { protoMembers, reservedIn } from './proto-members.ts'
import { shapeBreaks } from './shape-breaks.ts'

/** What of a contract's earlier state no longer holds. */
export function breaks(before: ContractFact, after: ContractFact): Break[] {
  if (before.style === 'graphql') return graphqlBreaks(before, after)
  if (before.style === 'grpc') return ofProto(before, after)
  return [...ofPaths(before, after), ...ofRequests(before, after), ...shapeBreaks(before, after)]
}

/** Paths of OpenAPI and channels of AsyncAPI; where the operations are known, they say it. */
function ofPaths(before: ContractFact, after: ContractFact): Break[] {
  const names = (contract: ContractFact): readonly string[] =>
    (contract.endpoints ?? contract.operations).map(({ name }) => plainPath(name))
  const there = new Set(names(after))
  return names(before).flatMap((name) => (there.has(name) ? [] : [{ what: `${name} is gone`, at: after.at }]))
}

function ofRequests(before: ContractFact, after: ContractFact): Break[] {
  const earlier = new Map(before.endpoints?.map((endpoint) => [plainPath(endpoint.name), endpoint]))
  return (after.endpoints ?? []).flatMap(({ name, required, at }) => {
    const known = earlier.get(plainPath(name))
    const added = known ? required.filter((field) => !known.required.includes(field)) : []
    return added.map((field) => ({ what: `${name} now requires ${field}`, at }))
  })
}

function ofProto(before: ContractFact, after: ContractFact): Break[] {
  const current = new Map(after.definitions?.map((definition) => [definition.name, definition]))
  return (before.definitions ?? []).flatMap(({ name, text }): Break[] => {
    const now = current.get(name)
    if (now === undefined) return [{ what: `${name} is gone`, at: after.at }]
    if (now.text === text) return []
    const members = protoMembers(name, now.text)
    const reserved = reservedIn(now.text)
    return [...protoMembers(name, text)].flatMap(([path, { signature, number }]): Break[] => {
      const member = members.get(path)
      if (member?.signature === signature) return []
      if (member) return [{ what: `${path} was ${signature} and is ${member.signature}`, at: now.at }]
      // A field whose number nobody takes again only goes missing for those that no longer should ask for it.
      return number !== undefined && reserved.has(number) ? [] : [{ what: `${path} is gone`, at: now.at }]
    })
  })
}
