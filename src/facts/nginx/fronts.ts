import { parseAddress } from '../address/parse-address.ts'
import type { Address, At, FrontFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'

/** A directive or the head of a block, word by word. */
interface Directive {
  readonly words: readonly string[]
  readonly offset: number
}

/** A block that is open: its head, and what was said inside of it, in blocks of its own as well. */
interface Block {
  readonly head: Directive
  readonly said: Directive[]
}

/** Where a program answers that is no web server itself. */
const passes = /^(?:fastcgi|uwsgi|scgi)_pass$/
/** Anything else that a server hands on to others. */
const otherPasses = /^(?:proxy|grpc|memcached)_pass$/
/** Files of nginx that hold a server before such programs name one of these. */
const likely = /(?:fastcgi|uwsgi|scgi)_pass/
/** One word in quotes, a comment, a sign of the file, or a word. */
const word = /"[^"\n]*"|'[^'\n]*'|#[^\n]*|[{};]|(?:\$\{[^}\n]*\}|[^\s{};"'#])+/g

/** Servers of nginx before one program that speaks FastCGI or the like, as PHP and Python do: they are its other end. */
export function fronts(file: string, text: string): FrontFact[] {
  if (!likely.test(text)) return []
  const at = lineIndex(file, text)
  const { servers, upstreams } = blocksOf(text)
  return servers.flatMap(({ head, said }) => frontOf(said, upstreams, at(head.offset)))
}

function frontOf(said: readonly Directive[], upstreams: ReadonlyMap<string, string>, at: At): FrontFact[] {
  const values = (name: RegExp): string[] =>
    said.flatMap(({ words: [first = '', ...rest] }) => (name.test(first) ? rest : []))
  const targets = new Set(values(passes).map((target) => upstreams.get(target) ?? target))
  const [target, ...others] = targets
  const address = target === undefined ? undefined : addressOf(target)
  if (address === undefined || others.length > 0 || values(otherPasses).length > 0) return []
  const ports = values(/^listen$/).flatMap((value) => /^(?:.*:)?(\d{2,5})$/.exec(value)?.[1] ?? [])
  const hosts = values(/^server_name$/).filter((name) => /^(?!localhost$)[a-z][\w.-]*$/i.test(name))
  return [{ kind: 'front', at, ports: [...new Set(ports.map(Number))], hosts, address }]
}

/** A host may stand alone; a socket is of the same container. */
function addressOf(target: string): Address | undefined {
  const host = /^[a-z][\w.-]*$/i.test(target) ? target : undefined
  return host === undefined ? parseAddress(target) : { host, shown: host }
}

/** Servers of a file, and the first server of each upstream. */
function blocksOf(text: string): { servers: readonly Block[]; upstreams: ReadonlyMap<string, string> } {
  const [servers, upstreams]: [Block[], Map<string, string>] = [[], new Map()]
  const [open, within]: [Block[], Block[]] = [[], []]
  let words: string[] = []
  let offset = 0
  for (const { 0: written, index } of text.matchAll(word)) {
    if (written.startsWith('#')) continue
    if (written === '{') {
      const block = { head: { words, offset }, said: [] }
      open.push(block)
      if (words[0] === 'server') within.push(block)
    } else if (written === '}') {
      const closed = open.pop()
      if (closed !== undefined && closed === within.at(-1)) servers.push(...within.splice(-1))
    } else if (written === ';') {
      within.at(-1)?.said.push({ words, offset })
      const [kind, name = ''] = open.at(-1)?.head.words ?? []
      const [first, target] = words
      if (kind === 'upstream' && first === 'server' && target && !upstreams.has(name)) upstreams.set(name, target)
    } else {
      if (words.length === 0) offset = index
      words.push(written)
      continue
    }
    words = []
  }
  return { servers, upstreams }
}
