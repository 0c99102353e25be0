/** What others hold on to in a file of Protocol Buffers: what it is, in one comparable text. */
export interface ProtoMember {
  readonly signature: string
  /** The path of the message or enumeration that a field or a value is in; undefined for a procedure. */
  readonly owner?: string
  /** The number of a field or of a value of an enumeration. */
  readonly number?: string
}

/** Numbers from the first to the last. */
type Range = readonly [first: number, last: number]

export interface ProtoMembers {
  /** By their path: `Order.total`. */
  readonly members: ReadonlyMap<string, ProtoMember>
  /** What gateways serve a procedure under (`get /v1/orders`), by its path. */
  readonly overHttp: ReadonlyMap<string, ReadonlySet<string>>
  /** Numbers that a message keeps from being used again, by its path. */
  readonly reserved: ReadonlyMap<string, readonly Range[]>
}

const openers = new Set(['message', 'enum', 'service', 'extend'])
const verbs = new Set(['get', 'put', 'post', 'delete', 'patch'])
const httpOption = 'option ( google.api.http )'

/**
 * Fields with their type, number and whether they are in a `oneof`, values of enumerations, and procedures with what they take and give, and
 * the paths that gateways serve them under (`google.api.http`). `text`: a definition's tokens with spaces between them,
 * from its `{` on; `pkg`: the package that names in it may be written with.
 */
export function protoMembers(name: string, text: string, pkg: string | undefined): ProtoMembers {
  const members = new Map<string, ProtoMember>()
  const overHttp = new Map<string, Set<string>>()
  const reserved = new Map<string, Range[]>()
  /** The path of each block around; made once for each, since blocks may be deep. */
  const path = [name]
  /** What the blocks around are of: what stands in a `oneof` belongs to the message around it. */
  const around: string[] = []
  let [statement, procedure]: [string[], string] = [[], '']
  const note = (): void => {
    const [word = ''] = statement
    const owner = path.at(-1) ?? ''
    if (around.at(-1) === 'http' || isOfHttp(statement)) {
      const paths = overHttp.get(procedure) ?? new Set()
      overHttp.set(procedure, paths)
      for (const each of pathsIn(statement)) paths.add(each)
    } else if (word === 'rpc') members.set(`${owner}.${statement[1]}`, procedureOf(statement))
    else if (word === 'reserved') {
      const ranges = reserved.get(owner) ?? []
      reserved.set(owner, ranges)
      for (const range of rangesIn(statement)) ranges.push(range)
    } else {
      const field = fieldOf(statement, owner, around.at(-1) === 'oneof')
      if (field) members.set(`${owner}.${field.name}`, field.member)
    }
  }
  for (const token of plainNames(text, pkg).split(' ').slice(1)) {
    if (token === '{') {
      const [word = '', inner = ''] = statement
      note()
      if (word === 'rpc') procedure = `${path.at(-1)}.${inner}`
      path.push(openers.has(word) ? `${path.at(-1)}.${inner}` : (path.at(-1) ?? ''))
      const isHttp = around.at(-1) === 'http' || isOfHttp(statement)
      around.push(isHttp ? 'http' : word === 'oneof' ? word : '')
      statement = []
    } else if (token === '}' || token === ';') {
      // What a `}` ends is none of a message, whose statements end in `;`, but may be of an option.
      if (token === ';' || around.at(-1) === 'http') note()
      if (token === '}') [path.pop(), around.pop()]
      statement = []
    } else statement.push(token)
  }
  return { members, overHttp, reserved }
}

/** One name is one token, and those of the own package are written without it. */
function plainNames(text: string, pkg: string | undefined): string {
  const whole = text
    .replace(/(?<=\w) \. (?=\w)/g, '.')
    .replace(/(?<= )\. (?=\w)/g, '')
    .replace(/\bmap < (\w+) , ([\w.]+) >/g, 'map<$1,$2>')
  return pkg === undefined ? whole : whole.replaceAll(` ${pkg}.`, ' ')
}

const procedureOf = (statement: readonly string[]): ProtoMember => ({
  signature: statement
    .slice(2)
    .join(' ')
    .replace(/\( | \)/g, (paren) => paren.trim()),
})

function fieldOf(
  statement: readonly string[],
  owner: string,
  isInOneof: boolean,
): { readonly name: string; readonly member: ProtoMember } | undefined {
  const equals = statement.indexOf('=')
  const [name, written] = [statement[equals - 1], statement[equals + 1]]
  if (statement[0] === 'option' || equals < 1 || name === undefined || !/^\d/.test(written ?? '')) return undefined
  const number = String(numberOf(written))
  const type = statement.slice(0, equals - 1).filter((each) => each !== 'optional')
  // How a `oneof` is called stands in no message that is sent.
  const inOneof = isInOneof ? ' in a oneof' : ''
  const signature = type.length > 0 ? `${type.join(' ')} = ${number}${inOneof}` : number
  return { name, member: { signature, owner, number } }
}

/** `0x02` and `02` are 2. */
const numberOf = (written = ''): number => Number(written.replace(/^0(?=\d)/, '0o'))

const isOfHttp = (statement: readonly string[]): boolean => statement.slice(0, 4).join(' ') === httpOption

/** `get : "/v1/orders"`, or `get = …` where the option is written with a dot: the sign between the two, and their text. */
const pathsIn = (statement: readonly string[]): string[] =>
  statement.flatMap((verb, index) => {
    const [sign = '', path = ''] = [statement[index + 1], statement[index + 2]]
    return verbs.has(verb) && /^[:=]$/.test(sign) && path.startsWith('"') ? [`${verb} ${path.slice(1, -1)}`] : []
  })

/** `reserved 2 , 5 to 9 , 12 to max`; names that are reserved are no numbers. */
function rangesIn(statement: readonly string[]): Range[] {
  return statement
    .slice(1)
    .join(' ')
    .split(' , ')
    .flatMap((range): Range[] => {
      const [first, last = first] = range.split(' to ')
      const bounds: Range = [numberOf(first), last === 'max' ? Number.POSITIVE_INFINITY : numberOf(last)]
      return bounds.some(Number.isNaN) ? [] : [bounds]
    })
}

/** Whether the message that a field was in keeps its number from being used again, alone (`reserved 2;`) or in a range (`2 to 5`). */
export function isReserved({ owner = '', number }: ProtoMember, { reserved }: ProtoMembers): boolean {
  const wanted = number === undefined ? Number.NaN : Number(number)
  return reserved.get(owner)?.some(([first, last]) => wanted >= first && wanted <= last) ?? false
}
