import { inside, parted } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, EnvReadFact } from '../fact.ts'

/** Methods of django-environ, with the variable that each reads when it is told none. */
const ofEnviron: Readonly<Record<string, string>> = {
  db: 'DATABASE_URL',
  db_url: 'DATABASE_URL',
  cache: 'CACHE_URL',
  cache_url: 'CACHE_URL',
  search_url: 'SEARCH_URL',
}

/** Variables that libraries of Django read by themselves: `dj_database_url.config()`, and `env.db()` of django-environ. */
export function usualVariables(tokens: readonly CodeToken[], at: (offset: number) => At): EnvReadFact[] {
  const isEnviron = tokens.some(({ value }) => value === 'environ')
  return tokens.flatMap(({ type, value, offset }, index): EnvReadFact[] => {
    const holder = tokens[index - 2]?.value
    if (type !== 'name' || tokens[index - 1]?.value !== '.' || tokens[index + 1]?.value !== '(') return []
    const isUrl = holder === 'dj_database_url' && value === 'config'
    const isEnv = isEnviron && holder !== 'self' && /env$/i.test(holder ?? '') && Object.hasOwn(ofEnviron, value)
    if (!isUrl && !isEnv) return []
    const parts = parted(inside(tokens, index + 1))
    const named = parts.find(([name, sign]) => sign?.value === '=' && /^(?:env|var)$/.test(name?.value ?? ''))?.[2]
    const given = literalOf(named ?? (isEnv && parts[0]?.length === 1 ? parts[0][0] : undefined))
    return [{ kind: 'env-read', at: at(offset), name: given ?? (isUrl ? 'DATABASE_URL' : (ofEnviron[value] ?? '')) }]
  })
}
