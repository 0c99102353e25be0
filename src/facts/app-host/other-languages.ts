import { type CodeToken, doubleQuoted, lexer, singleQuoted, slashComments } from '../code/lexer.ts'
import { type HostModel, readHost } from './model.ts'

/** Application hosts in other languages than C#, which are found by their names: `apphost.ts`, `apphost.py`, `AppHost.java`. */
export const otherHost = /(?:^|\/)app_?host\.(?:[cm]?[jt]s|py|go|java)$/i

const tokensOf = lexer({ comments: [...slashComments, /#[^\n]*/], texts: [doubleQuoted, singleQuoted, /`[^`]*`/] })
/** Words that stand before what a statement is about. */
const leading = new Set(['await', 'const', 'let', 'var'])
const method = /^(add|with|get)(?=[A-Z_])/

/** Reads an application host that calls the same methods, each as its language spells them: `addRedis`, `add_redis`. */
export function readOtherHost(text: string): HostModel {
  const tokens = tokensOf(text)
    .filter(({ value, type }) => type !== 'name' || !leading.has(value))
    .map((token) => (token.value === ':=' ? { ...token, value: '=' } : { ...token, value: spelled(token) }))
  return readHost(tokens, ({ offset }) =>
    /\n\s*(?:await\s+|const\s+|let\s+|var\s+)*$/.test(text.slice(Math.max(0, offset - 200), offset)),
  )
}

const spelled = ({ type, value }: CodeToken): string =>
  type === 'name' && method.test(value)
    ? value.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : value
