import { posix } from 'node:path'
import { inside, parted } from '../code/brackets.ts'
import type { SourceFile } from '../extractor.ts'
import type { ProcessFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { type CodeToken, codeTokens, literalOf } from '../typescript/tokens.ts'
import { startedFolder } from './started-folder.ts'

/** `module.exports = { apps: [{ name: 'cart', script: './cart/index.js' }] }`: what PM2 keeps running, where it is written as words. */
export function pm2Applications({ path, text }: SourceFile): ProcessFact[] {
  const tokens = codeTokens(text, false)
  const at = lineIndex(path, text)
  return tokens.flatMap((token, index): ProcessFact[] => {
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
    const sets = parts.flatMap(([key, sign, open, ...values]) =>
      key && sign?.value === ':' && open?.value === '{' && /^env(?:_\w+)?$/.test(keyOf(key)) ? namesIn(values) : [],
    )
    const folder = startedFolder(command, posix.join(posix.dirname(path), members.get('cwd') ?? '.'))
    return [{ kind: 'process', at: at(token.offset), name, command, folder, sets }]
  })
}

/** The names of the members of an object, from behind its bracket on. */
const namesIn = (tokens: readonly CodeToken[]): string[] =>
  parted(tokens).flatMap(([key, sign]) => (key && sign?.value === ':' ? [keyOf(key)] : []))

const keyOf = (token: CodeToken): string => literalOf(token) ?? token.value
