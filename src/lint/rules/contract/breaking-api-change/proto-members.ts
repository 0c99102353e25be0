/** What others hold on to in a file of Protocol Buffers, by its path (`Order.total`): what it is, in one comparable text. */
export interface ProtoMember {
  readonly signature: string
  /** The number of a field or of a value of an enumeration. */
  readonly number?: string
}

const openers = new Set(['message', 'enum', 'service', 'oneof', 'extend'])
const verbs = new Set(['get', 'put', 'post', 'delete', 'patch'])

/**
 * Fields with their type, number and the `oneof` that they are in, values of enumerations, and procedures with what they take and give, and
 * the paths that gateways serve them under (`google.api.http`). `text`: a definition's tokens with spaces between them,
 * from its `{` on; `pkg`: the package that names in it may be written with.
 */
export function protoMembers(name: string, text: string, pkg: string | undefined): ReadonlyMap<string, ProtoMember> {
  const members = new Map<string, ProtoMember>()
  const path = [name]
  /** Names of the blocks around, by their word: what stands in a `oneof` belongs to the message around it. */
  const around: string[] = []
  let [statement, procedure]: [string[], string] = [[], '']
  for (const token of plainNames(text, pkg).split(' ').slice(1)) {
    if (token === '{') {
      const [word = '', inner = ''] = statement
      note(members, path, statement, '')
      if (word === 'rpc') procedure = [...path, inner].join('.')
      path.push(openers.has(word) && word !== 'oneof' ? inner : '')
      around.push(word === 'oneof' ? inner : '')
      statement = []
    } else if (token === '}' || token === ';') {
      const [verb = '', colon] = statement
      if (verbs.has(verb) && colon === ':') {
        members.set(`${procedure} over HTTP`, { signature: `${verb} ${statement[2]?.replace(/"/g, '')}` })
      } else if (token === ';') note(members, path, statement, around.at(-1) ?? '')
      if (token === '}') [path.pop(), around.pop()]
      statement = []
    } else statement.push(token)
  }
  return members
}

/** One name is one token, and those of the own package are written without it. */
function plainNames(text: string, pkg: string | undefined): string {
  const whole = text
    .replace(/(?<=\w) \. (?=\w)/g, '.')
    .replace(/(?<= )\. (?=\w)/g, '')
    .replace(/\bmap < (\w+) , ([\w.]+) >/g, 'map<$1,$2>')
  return pkg === undefined ? whole : whole.replaceAll(` ${pkg}.`, ' ')
}

function note(
  members: Map<string, ProtoMember>,
  path: readonly string[],
  statement: readonly string[],
  oneof: string,
): void {
  const [word = ''] = statement
  const at = (member: string): string => [...path.filter((step) => step !== ''), member].join('.')
  if (word === 'rpc') {
    const signature = statement
      .slice(2)
      .join(' ')
      .replace(/\( | \)/g, (paren) => paren.trim())
    members.set(at(statement[1] ?? ''), { signature })
  }
  const equals = statement.indexOf('=')
  const [name, number] = [statement[equals - 1], statement[equals + 1]]
  if (word === 'option' || equals < 1 || name === undefined || number === undefined || !/^\d/.test(number)) return
  const type = statement.slice(0, equals - 1).filter((each) => each !== 'optional')
  const inOneof = oneof === '' ? '' : ` in ${oneof}`
  const signature = type.length > 0 ? `${type.join(' ')} = ${number}${inOneof}` : number
  members.set(at(name), { signature, number })
}

/** Whether a message keeps the number of a field from being used again, alone (`reserved 2;`) or in a range (`2 to 5`). */
export function isReserved(number: string, text: string): boolean {
  const ranges = [...text.matchAll(/\breserved ([^;]*);/g)].flatMap(([, list = '']) => list.split(','))
  return ranges.some((range) => {
    const [first = '', last = first] = range.trim().split(' to ')
    return Number(number) >= Number(first) && (last === 'max' || Number(number) <= Number(last))
  })
}
