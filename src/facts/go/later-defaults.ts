import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

const reader = /^(?:Getenv|LookupEnv)$/

/** `host, ok := os.LookupEnv("AMQP_HOST")`, then `if !ok { host = "rabbitmq" }`: what is used without the variable. */
export function laterDefaults(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  return tokens.flatMap((token, index): Fact[] => {
    const name = reader.test(token.value) ? literalOf(tokens[index + 2]) : undefined
    if (name === undefined || tokens[index + 4]?.value !== 'if') return []
    const variable = assignedName(tokens, index)
    const open = tokens.findIndex(({ value }, at) => at > index + 4 && value === '{')
    const [target, equals, fallback] = tokens.slice(open + 1, open + 4)
    if (open < 0 || open > index + 14 || variable === undefined || target?.value !== variable) return []
    const text = equals?.value === '=' ? literalOf(fallback) : undefined
    return text === undefined ? [] : [{ kind: 'env-read', at: at(fallback?.offset ?? 0), name, fallback: text }]
  })
}

/** The first name on the left of `:=` or `=`, before `os.Getenv`. */
function assignedName(tokens: readonly CodeToken[], index: number): string | undefined {
  const assign = tokens[index - 3]
  if (assign?.value !== ':=' && assign?.value !== '=') return undefined
  return tokens[index - 5]?.value === ',' ? tokens[index - 6]?.value : tokens[index - 4]?.value
}
