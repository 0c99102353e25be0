import type { At } from '../facts/fact.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { wordsOf } from '../products/programs.ts'
import { callKinds } from './calls.ts'
import { isForOthers, mayBeHost } from './edges/setting-names.ts'
import type { Graph, Service } from './graph.ts'
import { serviceOf } from './subjects/of-file.ts'
import { isTestFile } from './test-file.ts'

/** Something that leads somewhere, or may, and the files do not tell where. */
export interface Untold extends Pick<At, 'file' | 'line'> {
  /** Undefined for a manifest of nobody in particular. */
  readonly service?: string
  readonly why: string
}

/** Settings of a service's own end, and of what watches it: what they hold is no address that it calls. */
const own = new RegExp(
  `^(?:(?:APP|SERVER|SERVICE|API|WEB|SITE|LISTEN(?:ING)?|BIND(?:ING)?|HTTPS?|GRPC|POD|NODE|METRICS|ADMIN|HEALTH|ASPNETCORE|VITE|NEXT_PUBLIC|REACT_APP)_?)*(?:URLS?|URI|HOST(?:_?NAME)?|ADDR(?:ESS)?|ENDPOINTS?)$|^(?:REQUEST|HTTP|SERVER|REMOTE)_(?:URI|HOST|ADDR)$|^(?:${wordsOf('setting')})(?:_|$)`,
  'i',
)

/** A script that everybody copies, which keeps its arguments in variables. */
const waiting = /(?:^|\/)wait-for(?:-it)?(?:\.sh)?$/

/**
 * What cannot be told of a system from its files, and where to look: settings that should hold addresses and that nothing
 * here fills, calls of services that name nobody, manifests that cannot be read. Sorted by service and place.
 */
export function untold(graph: Graph, facts: FactIndex): Untold[] {
  const settings = unfilledSettings(graph, facts)
  const found = [...settings, ...namelessCalls(graph, facts, settings), ...unread(graph, facts)]
  return found.sort((a, b) => Number(keyOf(a) > keyOf(b)) - Number(keyOf(a) < keyOf(b)))
}

const keyOf = ({ service = '', file, line }: Untold): string => `${service}\0${file}\0${String(line).padStart(6, '0')}`

function unfilledSettings(graph: Graph, facts: FactIndex): Untold[] {
  const filled = new Set([
    ...facts.of('env-set').map(({ name }) => name),
    ...facts.of('config-object').flatMap(({ values }) => Object.keys(values)),
    ...facts.of('process').flatMap(({ sets }) => sets),
    // What fills a setting of the program's own file is another name for it.
    ...facts.of('env-read').flatMap(({ fills }) => fills ?? []),
    ...facts.of('address').flatMap(({ setting }) => setting ?? []),
    ...graph.edges.flatMap(({ evidence }) => evidence.flatMap(({ setting }) => setting ?? [])),
  ])
  const seen = new Set<string>()
  return facts.of('env-read').flatMap(({ at, name, fallback, onlyNamed }) => {
    const service = serviceOf(graph, at.file)
    const isAddress = mayBeHost(name) && !isForOthers(name) && !own.test(name)
    if (service === undefined || !isAddress || onlyNamed || fallback !== undefined || filled.has(name)) return []
    if (isTestFile(at.file) || waiting.test(at.file) || isKnown(seen, `${service.name}\0${name}`)) return []
    return [placed(service, at, `reads ${name}, which nothing here sets`)]
  })
}

/** A stub of gRPC: its channel is made elsewhere, as a rule. */
const grpc = /^stub\b|grpc/i

/** Calls of services that are seen to call nobody, the first of each file that names no address itself. */
function namelessCalls(graph: Graph, facts: FactIndex, settings: readonly Untold[]): Untold[] {
  const calling = new Set(graph.edges.flatMap(({ from, kind }) => (callKinds.includes(kind) ? [from] : [])))
  const told = new Set([...settings, ...facts.of('address').map(({ at }) => at)].map(({ file }) => file))
  const seen = new Set<string>()
  return facts.of('remote-call').flatMap(({ at, client, offers, contract }) => {
    const service = serviceOf(graph, at.file)
    if (service === undefined || service.inBrowsers || calling.has(service.name) || offers !== undefined) return []
    // Whoever implements a contract is known by it; and a service may have a client to try itself with.
    if (
      contract !== undefined ||
      grpc.test(client) ||
      told.has(at.file) ||
      isTestFile(at.file) ||
      isKnown(seen, at.file)
    )
      return []
    return [placed(service, at, `calls with ${client}, and whom only run time tells`)]
  })
}

/** Manifests of the system that are passed over, and variables whose names are computed. */
function unread(graph: Graph, facts: FactIndex): Untold[] {
  const seen = new Set<string>()
  return facts.of('unresolved').flatMap(({ at, about, why }) => {
    const isOfEdges = about === 'manifest' || about === 'env' || about === 'address'
    if (!isOfEdges || isTestFile(at.file) || isKnown(seen, `${at.file}\0${why}`)) return []
    const service = serviceOf(graph, at.file)
    if (service === undefined && about !== 'manifest') return []
    return [placed(service, at, about === 'manifest' ? `is not read: ${why}` : `has ${why}`)]
  })
}

function isKnown(seen: Set<string>, key: string): boolean {
  const is = seen.has(key)
  seen.add(key)
  return is
}

const placed = (service: Service | undefined, { file, line }: At, why: string): Untold => ({
  ...(service === undefined ? {} : { service: service.name }),
  file,
  line,
  why,
})
