/** A field of a type or an input, a value of an enumeration, or a member of a union. */
export interface Member {
  readonly type: string
  /** The type of each argument. */
  readonly takes: ReadonlyMap<string, string>
  /** Arguments that a caller has to give, or none. */
  readonly required: readonly string[]
  readonly hasDefault: boolean
}

/** The members of a definition of GraphQL, whose tokens stand in a text with spaces between them. */
export function membersOf(text: string): ReadonlyMap<string, Member> {
  const [kind = '', ...tokens] = text.split(' ')
  if (kind === 'enum' || kind === 'union') {
    const values = tokens.filter((token, index) => /^\w+$/.test(token) && tokens[index - 1] !== '@')
    return new Map(values.map((value) => [value, { type: '', takes: new Map(), required: [], hasDefault: false }]))
  }
  const members = new Map<string, Member>()
  for (let index = 0; index < tokens.length; index++) {
    const name = tokens[index] ?? ''
    // What a directive is told is no member.
    if (name === '@' && tokens[index + 2] === '(') index = tokens.indexOf(')', index)
    if (index === -1) break
    const hasArguments = tokens[index + 1] === '('
    const close = hasArguments ? tokens.indexOf(')', index) : index
    if (!/^\w+$/.test(name) || tokens[close + 1] !== ':' || tokens[index - 1] === '@') continue
    const [type, next] = typeAt(tokens, close + 2)
    const taken = hasArguments ? argumentsIn(tokens.slice(index + 2, close)) : []
    members.set(name, {
      type,
      takes: new Map(taken.map((argument) => [argument.name, argument.type])),
      required: taken.flatMap((argument) => (argument.isRequired ? [argument.name] : [])),
      hasDefault: tokens[next] === '=',
    })
    index = next - 1
  }
  return members
}

/** The interfaces that a type implements. */
export const interfacesOf = (text: string): readonly string[] =>
  [...text.matchAll(/ implements (\w+)/g)].map(([, name = '']) => name)

/** A name, with what stands around it: `[Order!]!`. */
function typeAt(tokens: readonly string[], start: number): [type: string, next: number] {
  let end = start
  while (tokens[end] === '[') end++
  end++
  while (tokens[end] === '!' || tokens[end] === ']') end++
  return [tokens.slice(start, end).join(''), end]
}

interface Argument {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
}

function argumentsIn(tokens: readonly string[]): Argument[] {
  return tokens.flatMap((token, index) => {
    if (tokens[index + 1] !== ':' || !/^\w+$/.test(token)) return []
    const [type, next] = typeAt(tokens, index + 2)
    return [{ name: token, type, isRequired: type.endsWith('!') && tokens[next] !== '=' }]
  })
}
