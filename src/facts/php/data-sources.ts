import type { CodeToken } from '../code/lexer.ts'
import type { At, DataSourceFact } from '../fact.ts'

/** `Redis::get(` of a facade, `new Redis(`, `new Predis\Client(`: code that speaks with a store which settings only offer. */
export function dataSources(tokens: readonly CodeToken[], at: (offset: number) => At): DataSourceFact[] {
  const index = tokens.findIndex(({ value }, place) => {
    const [next, before] = [tokens[place + 1]?.value, tokens[place - 1]?.value]
    if (value === 'Predis') return before === 'new' || (before === '\\' && tokens[place - 2]?.value === 'new')
    if (value !== 'Redis') return false
    return next === '::' ? tokens[place + 2]?.value !== 'class' : next === '(' && (before === 'new' || before === '\\')
  })
  const found = tokens[index]
  return found ? [{ kind: 'data-source', at: at(found.offset), store: 'redis', detail: `uses ${found.value}` }] : []
}
