import type { ContractFact } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'

/** A field of a type or an input, or a value of an enumeration. */
interface Member {
  readonly type: string
  /** Arguments that a caller has to give, or none. */
  readonly required: readonly string[]
  readonly hasDefault: boolean
}

/** What of a schema of GraphQL no longer holds for who asks it. */
export function graphqlBreaks(before: ContractFact, after: ContractFact): Break[] {
  const current = new Map(after.definitions?.map((definition) => [definition.name, definition]))
  return (before.definitions ?? []).flatMap(({ name, text }): Break[] => {
    const now = current.get(name)
    if (now === undefined) return [{ what: `${name} is gone`, at: after.at }]
    if (now.text === text) return []
    const isInput = now.text.startsWith('input ')
    const [earlier, members] = [membersOf(text), membersOf(now.text)]
    const changed = [...earlier].flatMap(([field, was]): Break[] => {
      const path = `${name}.${field}`
      const is = members.get(field)
      if (is === undefined) return [{ what: `${path} is gone`, at: now.at }]
      const added = is.required.filter((argument) => !was.required.includes(argument))
      const required = added.map((argument) => ({ what: `${path} now requires ${argument}`, at: now.at }))
      return isSafe(was.type, is.type, isInput)
        ? required
        : [...required, { what: `${path} was ${was.type} and is ${is.type}`, at: now.at }]
    })
    const added = [...members].flatMap(([field, { type, hasDefault }]): Break[] =>
      isInput && !earlier.has(field) && type.endsWith('!') && !hasDefault
        ? [{ what: `${name} now requires ${field}`, at: now.at }]
        : [],
    )
    return [...changed, ...added]
  })
}

/** What is given may promise more, and what is taken may ask for less. */
const isSafe = (was: string, is: string, isInput: boolean): boolean =>
  was === is || (isInput ? was === `${is}!` : is === `${was}!`)

/** The members of a definition, whose tokens stand in a text with spaces between them. */
function membersOf(text: string): ReadonlyMap<string, Member> {
  const [kind = '', ...tokens] = text.split(' ')
  if (kind === 'enum') {
    const values = tokens.filter((token, index) => /^\w+$/.test(token) && tokens[index - 1] !== '@')
    return new Map(values.map((value) => [value, { type: '', required: [], hasDefault: false }]))
  }
  const members = new Map<string, Member>()
  for (let index = 0; index < tokens.length; index++) {
    const name = tokens[index] ?? ''
    const hasArguments = tokens[index + 1] === '('
    const close = hasArguments ? tokens.indexOf(')', index) : index
    if (!/^\w+$/.test(name) || tokens[close + 1] !== ':' || tokens[index - 1] === '@') continue
    const [type, next] = typeAt(tokens, close + 2)
    const required = hasArguments ? requiredIn(tokens.slice(index + 2, close)) : []
    members.set(name, { type, required, hasDefault: tokens[next] === '=' })
    index = next - 1
  }
  return members
}

/** A name, with what stands around it: `[Order!]!`. */
function typeAt(tokens: readonly string[], start: number): [type: string, next: number] {
  let end = start
  while (tokens[end] === '[') end++
  end++
  while (tokens[end] === '!' || tokens[end] === ']') end++
  return [tokens.slice(start, end).join(''), end]
}

function requiredIn(tokens: readonly string[]): string[] {
  return tokens.flatMap((token, index) => {
    if (tokens[index + 1] !== ':' || !/^\w+$/.test(token)) return []
    const [type, next] = typeAt(tokens, index + 2)
    return type.endsWith('!') && tokens[next] !== '=' ? [token] : []
  })
}
