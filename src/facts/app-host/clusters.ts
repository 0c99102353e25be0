import type { CodeToken } from '../code/lexer.ts'
import { argumentsIn } from './arguments.ts'

/** The variables of what a statement has a cluster of Orleans keep its members, grains, reminders and streams in. */
export function storesOfCluster(statement: readonly CodeToken[]): string[] {
  return statement.flatMap(({ value }, index) => {
    if (!/^With(?:Clustering|GrainStorage|GrainDirectory|Reminders|Streaming)$/.test(value)) return []
    const store = argumentsIn(statement, index + 1).at(-1)?.[0]
    return store?.type === 'name' ? [store.value] : []
  })
}
