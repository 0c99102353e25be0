import { inside, parted } from '../../code/brackets.ts'
import type { CodeToken } from '../../code/lexer.ts'
import { hasLimit } from './limits.ts'

/** Packages that are generated from contracts, or gRPC's own. */
const contracts =
  /^google\.golang\.org\/grpc(?:\/|$)|(?:^|\/)(?:\w*pb|protos?|protobuf|genproto|gen|stubs?|api\/.*v\d+)(?:\/|$)/

/** Variables and fields that a file keeps clients of gRPC in, where nothing limits the calls as they are made, with the service of the contract. */
export function keptClients(
  tokens: readonly CodeToken[],
  functions: readonly (readonly CodeToken[])[],
): Map<string, string | undefined> {
  const names = new Map<string, string | undefined>()
  if (!tokens.some(({ type, value }) => type === 'text' && contracts.test(value))) return names
  const isOwn = ownPackages(tokens)
  const isOfConnect = tokens.some(({ type, value }) => type === 'text' && /connect["'\x60]?$/.test(value))
  for (const body of functions) {
    if (hasLimit(body)) continue
    // `NewAPIClient` is what a generator for OpenAPI calls its own.
    for (const [index, { value }] of body.entries()) {
      if (!/^New\w+Client$/.test(value) || value === 'NewAPIClient' || body[index + 1]?.value !== '(') continue
      // `s.carts = pb.NewCartClient(…)`, `carts := …`, `carts: …`
      // What is made over a connection takes that alone; with more it is laid around another client, and may end its calls.
      const over = inside(body, index + 1)
      // What is made over a connection speaks gRPC all the same: `rpc.NewCartClient(conn)`.
      const isOverOne = over.some((token) => /conn/i.test(token.value))
      if (body[index - 1]?.value === '.' && !isOverOne && isOwn(body[index - 2]?.value ?? '')) continue
      if ((!isOfConnect && parted(over).length > 1) || over.some((token) => ofCluster.test(token.value))) continue
      const sign = body[index - 1]?.value === '.' ? index - 3 : index - 1
      const name = body[sign - 1]
      if (!/^(?::=|=|:)$/.test(body[sign]?.value ?? '') || name?.type !== 'name') continue
      // One name for clients of two services tells neither.
      const service = value.slice('New'.length, -'Client'.length)
      const isOther = names.has(name.value) && names.get(name.value) !== service
      names.set(name.value, isOther ? undefined : service)
    }
  }
  return names
}

/**
 * Whether a package is one that the code has written around its clients, by the name that a file has for it: the file opens no
 * connection of gRPC, and it is another package that is generated there from a contract.
 */
function ownPackages(tokens: readonly CodeToken[]): (name: string) => boolean {
  const start = tokens.findIndex(({ type, value }) => type === 'name' && value === 'func')
  const known = tokens.slice(0, start < 0 ? tokens.length : start).flatMap(({ type, value }, index, all) => {
    if (type !== 'text') return []
    const before = all[index - 1]
    const path = value.replace(/^["'`]|["'`]$/g, '')
    const last =
      path
        .replace(/\/v\d+$/, '')
        .split('/')
        .at(-1) ?? ''
    const local = before?.type === 'name' && before.value !== 'import' ? before.value : last
    return [{ local, path }]
  })
  if (known.some(({ path }) => path.startsWith('google.golang.org/grpc'))) return () => false
  return (name) => {
    const found = known.find(({ local }) => local === name)
    return found !== undefined && !contracts.test(found.path) && !found.path.endsWith('connect')
  }
}

/** Clients of Kubernetes, which a client of its resources is laid around; how long they wait, their own settings say. */
const ofCluster = /clientset|dynamic|kube|k8s|rest_?config/i

/**
 * The service whose client `trips.Client.Plan(…)` asks, where the function has `trips` of what makes one: `trips, err :=
 * clients.NewTripServiceClient()`, a type of another package around the client that is generated.
 */
export function wrappedService(body: readonly CodeToken[], index: number): string | undefined {
  const value = (at: number): string => body[at]?.value ?? ''
  const isCall = value(index) === 'Client' && value(index + 1) === '.' && value(index + 3) === '('
  if (!isCall || value(index - 1) !== '.' || value(index - 3) === '.' || !/^[A-Z]/.test(value(index + 2)))
    return undefined
  const made = body.findIndex(
    (token, at) =>
      /^New\w+Client$/.test(token.value) &&
      value(at - 1) === '.' &&
      value(at - 3) === ':=' &&
      holds(body, at - 4, value(index - 2)),
  )
  return made < 0 ? undefined : value(made).slice('New'.length, -'Client'.length)
}

/** Whether a name stands before `:=`, alone or with an error behind it. */
const holds = (body: readonly CodeToken[], last: number, name: string): boolean =>
  body[last]?.value === name || (body[last - 1]?.value === ',' && body[last - 2]?.value === name)
