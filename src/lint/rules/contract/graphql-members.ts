/** A field of a type or an input, or a value of an enumeration. */
export interface Member {
  readonly type: string
  /** Arguments that a caller has to give, or none. */
  readonly required: readonly string[]
  readonly hasDefault: boolean
}

/** The members of a definition of GraphQL, whose tokens stand in a text with spaces between them. */
export function membersOf(text: string): ReadonlyMap<string, Member> {
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
