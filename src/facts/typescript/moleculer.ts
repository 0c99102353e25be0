import { closeOf, inside, parted } from '../code/brackets.ts'
import type { At, TopicFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CodeToken, literalOf } from './tokens.ts'

/** What a gateway asks of all services of its own that offer paths to it: no action can be called so. */
export const offeredPaths = '$rest'

/** What a file that describes a service of Moleculer mentions: its fields, whatever it imports. */
export const describesService = mentionsAny(['oleculer', '.service', 'actions:', 'events:', 'populates:', 'mixins:'])
const isAction = /^\w[\w-]*(?:\.[\w-]+)+$/
/** Fields of components of Vue, which have a name and take others in as well. */
const ofComponents = [
  ...['data', 'props', 'emits', 'computed', 'watch', 'components', 'setup', 'mounted', 'render', 'template'],
]
/** Fields that a schema has beside its name. */
const fieldOfSchema = /^(?:actions|events|methods|mixins|settings|dependencies|started|created)$/

/**
 * Services of Moleculer: others ask for `orders.create` by the name of the service and of the action, and events are taken
 * by the names of handlers.
 */
export function moleculerServices(tokens: readonly CodeToken[], at: (offset: number) => At): TopicFact[] {
  return tokens.flatMap((token, index): TopicFact[] => {
    if (token.value === 'aliases' && tokens[index + 1]?.value === ':' && tokens[index + 2]?.value === '{')
      return aliases(index + 2)
    if (token.value === 'whitelist' && tokens[index + 1]?.value === ':' && tokens[index + 2]?.value === '[')
      return offersAll(index) ? whitelist(index + 2) : []
    if (token.value === 'autoAliases' && tokens[index + 2]?.value === 'true')
      return limitsItself(index) ? [] : [fact('asks', token, offeredPaths)]
    if (token.value === 'populates' && tokens[index + 1]?.value === ':' && tokens[index + 2]?.value === '{')
      return populates(index + 2)
    if (token.value === 'mcall' && tokens[index + 1]?.value === '(') return namedActions(inside(tokens, index + 1))
    const before = tokens[index - 1]?.value
    const isFirst = token.value === 'name' && before === '{' && tokens[index + 1]?.value === ':'
    const name = isFirst ? literalOf(tokens[index + 2]) : undefined
    if (name === undefined || !/^[\w-]+(?:\.[\w-]+)*$/.test(name)) return []
    const fields = new Map(
      parted(inside(tokens, index - 1)).flatMap((part) => (part[0] ? [[part[0].value, part] as const] : [])),
    )
    // What a schema takes in may have actions: that of `moleculer-db` has `get`, `find`, `list` and others.
    const hasActions = fields.has('actions') || (fields.has('mixins') && !ofComponents.some((each) => fields.has(each)))
    if (
      !hasActions &&
      !(fields.has('events') && [...fields.keys()].filter((key) => fieldOfSchema.test(key)).length > 1)
    )
      return []
    const version = fields.get('version')?.[2]?.value
    const prefix = version !== undefined && /^\d+$/.test(version) ? `v${version}.` : ''
    const events = fields.get('events') ?? []
    const handlers = events[2]?.value === '{' ? parted(inside(events, 2)) : []
    return [
      ...(hasActions ? [fact('answers', token, `${prefix}${name}.*`)] : []),
      ...(offersPaths(index - 1) ? [fact('answers', token, offeredPaths)] : []),
      ...handlers.flatMap(([first]) => {
        const event = literalOf(first)
        return first && event ? [fact('consumes', first, event)] : []
      }),
    ]
  })

  /** What a gateway asks for when it is asked for a path: `'POST /orders': 'orders.create'`, `'REST /orders': 'orders'`. */
  function aliases(open: number): TopicFact[] {
    return parted(inside(tokens, open)).flatMap((part): TopicFact[] => {
      const path = literalOf(part[0]) ?? ''
      const action = part.length === 3 && part[1]?.value === ':' ? literalOf(part[2]) : undefined
      const asked = action?.replace(/^(?:multipart|stream):/, '')
      if (part[2] === undefined || asked === undefined || !/^\w[\w-]*(?:\.[\w-]+)*$/.test(asked)) return []
      return [fact('asks', part[2], /^REST\s/.test(path) ? `${asked}.list` : asked)]
    })
  }

  /** Whether a route hands on what services offer themselves: `autoAliases: true`, `mappingPolicy: 'all'`. */
  function offersAll(field: number): boolean {
    return parted(tokens.slice(openOf(field) + 1, closeOf(tokens, openOf(field)))).some(
      ([name, , value]) =>
        (name?.value === 'autoAliases' && value?.value === 'true') ||
        (name?.value === 'mappingPolicy' && literalOf(value) === 'all'),
    )
  }

  /** Whether a schema says under which paths a gateway offers what it does: `rest: 'GET /orders'`. */
  function offersPaths(open: number): boolean {
    const close = closeOf(tokens, open)
    return tokens
      .slice(open, close)
      .some(({ value }, index) => value === 'rest' && tokens[open + index + 1]?.value === ':')
  }

  /** Whether a route names what it offers. */
  function limitsItself(field: number): boolean {
    const open = openOf(field)
    return parted(tokens.slice(open + 1, closeOf(tokens, open))).some(([name]) => name?.value === 'whitelist')
  }

  /** What entities are filled with from others: `author: 'users.get'`, `author: { action: 'users.get' }`. */
  function populates(open: number): TopicFact[] {
    const parts = parted(inside(tokens, open))
    return [...parts.flatMap((part) => (part.length === 3 ? asked(part[2]) : [])), ...parts.flatMap(namedActions)]
  }

  /** `{ users: { action: 'users.find' } }` */
  function namedActions(all: readonly CodeToken[]): TopicFact[] {
    return all.flatMap(({ value }, index) =>
      value === 'action' && all[index + 1]?.value === ':' ? asked(all[index + 2]) : [],
    )
  }

  function asked(token: CodeToken | undefined): TopicFact[] {
    const action = literalOf(token)
    return token !== undefined && action !== undefined && isAction.test(action) ? [fact('asks', token, action)] : []
  }

  /** The bracket that opens the object of a field. */
  function openOf(field: number): number {
    let depth = 0
    for (let index = field - 1; index >= 0 && index > field - 1000; index--) {
      const value = tokens[index]?.value ?? ''
      if (/^[})\]]$/.test(value)) depth++
      else if (/^[{([]$/.test(value) && depth-- === 0) return index
    }
    return -1
  }

  /** What a gateway may ask for by what services offer themselves: `whitelist: ['orders.create', 'users.*']`. */
  function whitelist(open: number): TopicFact[] {
    return parted(inside(tokens, open)).flatMap(([entry, ...more]): TopicFact[] => {
      const [, name, action] = /^(\w[\w-]*(?:\.[\w-]+)*)\.([\w-]+|\*)$/.exec(literalOf(entry) ?? '') ?? []
      if (entry === undefined || name === undefined || more.length > 0) return []
      return [fact('asks', entry, `${name}.${action === '*' ? 'list' : action}`)]
    })
  }

  function fact(role: TopicFact['role'], { offset }: CodeToken, text: string): TopicFact {
    return { kind: 'topic', at: at(offset), role, words: [{ text }] }
  }
}
