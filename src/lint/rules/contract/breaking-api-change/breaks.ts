import type { ContractFact } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'
import { channelBreaks } from './channel-breaks.ts'
import { endpointBreaks } from './endpoint-breaks.ts'
import { graphqlBreaks } from './graphql-breaks.ts'
import { protoBreaks } from './proto-breaks.ts'

/** What of a contract's earlier state no longer holds. */
export function breaks(before: ContractFact, after: ContractFact): Break[] {
  if (before.style === 'graphql') return graphqlBreaks(before, after)
  if (before.style === 'grpc') return protoBreaks(before, after)
  return before.style === 'asyncapi' ? channelBreaks(before, after) : endpointBreaks(before, after)
}
