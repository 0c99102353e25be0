import { inside } from '../code/brackets.ts'
import { type CodeToken, literalOf } from '../code/lexer.ts'
import type { At, Fact } from '../fact.ts'

/** What programs call the constant that holds their own name. */
const ownName = /^(?:(?:[Ss]ervice|[Aa]pp)?Name|name|SERVICE_NAME|APP_NAME)$/
/** Packages of frameworks that are told a name: `micro.Name("go.micro.srv.user")`, `kratos.Name("orders")`. */
const framework = /^(?:micro|web|server|kratos|service)$/
const nameForm = /^[a-z][\w-]*(?:\.[\w-]+)*$/i

/** Under which name a program is found in discovery: the one that it says of itself, or registers with an agent of Consul. */
export function discoveryNames(tokens: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const isMain = tokens[0]?.value === 'package' && tokens[1]?.value === 'main'
  return tokens.flatMap((token, index): Fact[] => {
    const found = isMain && ownName.test(token.value) ? assigned(tokens, index) : undefined
    const name = found ?? told(tokens, index) ?? registered(tokens, index)
    const text = literalOf(name)
    if (name === undefined || text === undefined || !nameForm.test(text)) return []
    return [{ kind: 'network-name', at: at(name.offset), source: 'discovery', name: text, selector: {}, ports: [] }]
  })
}

/** `Name = "x"`, `Name string = "x"`, `name := "x"`. */
function assigned(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const next = tokens[index + 1]?.value === 'string' ? index + 2 : index + 1
  return tokens[next]?.value === '=' || tokens[next]?.value === ':=' ? tokens[next + 1] : undefined
}

function told(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const [owner, dot, method, open, name] = tokens.slice(index, index + 5)
  const isTold = dot?.value === '.' && method?.value === 'Name' && open?.value === '('
  return isTold && framework.test(owner?.value ?? '') ? name : undefined
}

/** `api.AgentServiceRegistration{ …, Name: "x" }`. */
function registered(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  if (tokens[index]?.value !== 'AgentServiceRegistration') return undefined
  const fields = inside(tokens, index + 1)
  const key = fields.findIndex(({ value }, at) => value === 'Name' && fields[at + 1]?.value === ':')
  return key < 0 ? undefined : fields[key + 2]
}
