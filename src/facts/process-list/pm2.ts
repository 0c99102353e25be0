import { posix } from 'node:path'
import { inside, parted } from '../code/brackets.ts'
import type { SourceFile } from '../extractor.ts'
import type { EnvSetFact, ProcessFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'
import { type CodeToken, codeTokens, literalOf } from '../typescript/tokens.ts'
import { setVariable } from './set-variables.ts'
import { startedFolder } from './started-folder.ts'

/** `module.exports = { apps: [{ name: 'cart', script: './cart/index.js' }] }`: what PM2 keeps running, where it is written as words, and what it sets for that. */
export function pm2Applications({ path, text }: SourceFile): (ProcessFact | EnvSetFact)[] {
  const tokens = codeTokens(text, false)
  const at = lineIndex(path, text)
  return tokens.flatMap((token, index): (ProcessFact | EnvSetFact)[] => {
    if (token.value !== '{') return []
    const parts = parted(inside(tokens, index))
    const members = new Map(
      parts.flatMap(([key, sign, value, ...more]) =>
        key && sign?.value === ':' && value && more.length === 0 ? [[keyOf(key), literalOf(value)] as const] : [],
      ),
    )
    const [name, script] = [members.get('name'), members.get('script')]
    if (name === undefined || script === undefined) return []
    const command = [script, members.get('args') ?? ''].join(' ').trim()
    const given = parts.flatMap(([key, sign, open, ...values]) =>
      key && sign?.value === ':' && open?.value === '{' && /^env(?:_\w+)?$/.test(keyOf(key)) ? membersIn(values) : [],
    )
    const sets = given.map(({ key }) => keyOf(key))
    const folder = startedFolder(command, posix.join(posix.dirname(path), members.get('cwd') ?? '.'))
    return [
      { kind: 'process', at: at(token.offset), list: 'pm2', name, command, folder, sets },
      ...given.flatMap(({ key, value }) => setVariable(keyOf(key), value, folder, at(key.offset))),
    ]
  })
}

interface Member {
  readonly key: CodeToken
  /** Undefined where it is no literal. */
  readonly value?: string
}

/** The members of an object, from behind its bracket on. */
const membersIn = (tokens: readonly CodeToken[]): Member[] =>
  parted(tokens).flatMap(([key, sign, ...value]) =>
    key && sign?.value === ':' ? [{ key, ...present({ value: literalIn(value) }) }] : [],
  )

/** The last value is followed by the bracket that closes the object. */
function literalIn(tokens: readonly CodeToken[]): string | undefined {
  const [first, ...more] = tokens
  if (first === undefined || more.some(({ value }) => value !== '}')) return undefined
  return literalOf(first) ?? (/^(?:\d+|true|false)$/.test(first.value) ? first.value : undefined)
}

const keyOf = (token: CodeToken): string => literalOf(token) ?? token.value
