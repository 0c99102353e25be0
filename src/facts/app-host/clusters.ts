import { inside, parted } from '../code/brackets.ts'
import type { CodeToken } from '../code/lexer.ts'

/** The variables of what a statement has a cluster of Orleans keep its members, grains, reminders and streams in. */
export function storesOfCluster(statement: readonly CodeToken[]): string[] {
  return statement.flatMap(({ value }, index) => {
    if (!/^With(?:Clustering|GrainStorage|GrainDirectory|Reminders|Streaming)$/.test(value)) return []
    const store = parted(inside(statement, index + 1)).at(-1)?.[0]
    return store?.type === 'name' ? [store.value] : []
  })
}
