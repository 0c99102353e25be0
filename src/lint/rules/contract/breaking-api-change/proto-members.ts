/** What others hold on to in a file of Protocol Buffers, by its path (`Order.total`): what it is, in one comparable text. */
export interface ProtoMember {
  readonly signature: string
  /** The number of a field or of a value of an enumeration. */
  readonly number?: string
}

const openers = new Set(['message', 'enum', 'service', 'oneof', 'extend'])

/**
 * Fields with their type and number, values of enumerations, and procedures with what they take and give. `text`: a
 * definition's tokens with spaces between them, from its `{` on.
 */
export function protoMembers(name: string, text: string): ReadonlyMap<string, ProtoMember> {
  const members = new Map<string, ProtoMember>()
  const path = [name]
  let statement: string[] = []
  for (const token of text.split(' ').slice(1)) {
    if (token === '{') {
      const [word = '', inner = ''] = statement
      note(members, path, statement)
      // A field of a oneof belongs to the message around it.
      path.push(openers.has(word) && word !== 'oneof' ? inner : '')
      statement = []
    } else if (token === '}') {
      path.pop()
      statement = []
    } else if (token === ';') {
      note(members, path, statement)
      statement = []
    } else statement.push(token)
  }
  return members
}

function note(members: Map<string, ProtoMember>, path: readonly string[], statement: readonly string[]): void {
  const [word = ''] = statement
  const at = (member: string): string => [...path.filter((step) => step !== ''), member].join('.')
  if (word === 'rpc') members.set(at(statement[1] ?? ''), { signature: statement.slice(2).join(' ') })
  const equals = statement.indexOf('=')
  const [name, number] = [statement[equals - 1], statement[equals + 1]]
  if (word === 'option' || equals < 1 || name === undefined || number === undefined || !/^\d/.test(number)) return
  const type = statement.slice(0, equals - 1).filter((each) => each !== 'optional')
  members.set(at(name), { signature: `${type.join(' ')} = ${number}`.trim(), number })
}

/** Numbers and names that a message keeps from being used again, by the message's path. */
export function reservedIn(text: string): ReadonlySet<string> {
  const reserved = [...text.matchAll(/\breserved ([^;]*);/g)].flatMap(([, list = '']) => list.split(/[ ,]+/))
  return new Set(reserved.map((each) => each.replace(/["']/g, '')).filter((each) => each !== ''))
}
