import type { CodeToken } from '../code/lexer.ts'
import type { At, EnvReadFact } from '../fact.ts'

/** What the settings read that Lumen has of its own, of which a program may keep a copy but need not. */
const settings = ['DB_CONNECTION', 'DB_HOST', 'DB_PORT', 'DB_DATABASE']

/** `$app->withEloquent()`: a program of Lumen takes the database that its variables tell. */
export function lumen(tokens: readonly CodeToken[], at: (offset: number) => At): EnvReadFact[] {
  const opening = tokens.find(({ value }, index) => value === 'withEloquent' && tokens[index + 1]?.value === '(')
  return opening === undefined ? [] : settings.map((name) => ({ kind: 'env-read', at: at(opening.offset), name }))
}
