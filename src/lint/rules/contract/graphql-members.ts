/** A field of a type or an input, a value of an enumeration, or a member of a union. */
export interface Member {
  readonly type: string
  /** The type of each argument. */
  readonly takes: ReadonlyMap<string, string>
  /** Arguments that a caller has to give, or none. */
  readonly required: readonly string[]
  readonly hasDefault: boolean
}

const isName = (token: string | undefined): boolean => token !== undefined && /^\w+$/.test(token)

/** The members of a definition of GraphQL, whose tokens stand in a text with spaces between them. */
export function membersOf(text: string): ReadonlyMap<string, Member> {
  const [kind, ...tokens] = text.split(' ')
  const hasPlainMembers = kind === 'enum' || kind === 'union'
  const members = new Map<string, Member>()
  for (let index = 0; index < tokens.length; ) {
    const name = tokens[index] ?? ''
    const colon = tokens[index + 1] === '(' ? behind(tokens, index + 1) : index + 1
    if (isName(name) && hasPlainMembers) {
      members.set(name, { type: '', takes: new Map(), required: [], hasDefault: false })
      index++
    } else if (isName(name) && tokens[colon] === ':') {
      const [type, next] = typeAt(tokens, colon + 1)
      const taken = argumentsIn(tokens.slice(index + 2, colon - 1))
      members.set(name, {
        type,
        takes: new Map(taken.map((argument) => [argument.name, argument.type])),
        required: taken.flatMap((argument) => (argument.isRequired ? [argument.name] : [])),
        hasDefault: tokens[next] === '=',
      })
      index = next
    } else index = behind(tokens, index)
  }
  return members
}

/** The interfaces that a type implements. */
export const interfacesOf = (text: string): readonly string[] =>
  text.split(' ').flatMap((token) => (/^&\w/.test(token) ? [token.slice(1)] : []))

/** The index behind a token, with all that is no member: what a directive is told, and the fields of a value in braces. */
function behind(tokens: readonly string[], start: number): number {
  let [index, depth] = [start, 0]
  if (tokens[start] === '@') {
    if (tokens[start + 2] !== '(') return start + 2
    index += 2
  }
  do {
    const token = tokens[index]
    if (token === '(' || token === '{') depth++
    if (token === ')' || token === '}') depth--
    index++
  } while (depth > 0 && index < tokens.length)
  return index
}

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
  const found: Argument[] = []
  for (let index = 0; index < tokens.length; ) {
    const name = tokens[index] ?? ''
    if (isName(name) && tokens[index + 1] === ':') {
      const [type, next] = typeAt(tokens, index + 2)
      found.push({ name, type, isRequired: type.endsWith('!') && tokens[next] !== '=' })
      index = next
    } else index = behind(tokens, index)
  }
  return found
}
