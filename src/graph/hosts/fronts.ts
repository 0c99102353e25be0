import { posix } from 'node:path'
import type { FrontFact, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { workloadNamed } from '../subjects/of-fact.ts'
import { type Host, whoRuns } from './who-runs.ts'

/** Where web servers answer that are told of no other port. */
const usualPort = 80

/** A web server that runs from an image of others before programs of ours: `http://orders-nginx` is `orders`. */
interface Front {
  /** Whom it hands on to, by the host and the port that it was asked at. */
  readonly behind: (host: string, port: number | undefined) => FrontFact | undefined
  /** Ports on the machine of a developer, with whom it hands on to that asks there. */
  readonly local: readonly { readonly port: number; readonly front: FrontFact }[]
}

/** Who is behind web servers before programs of ours, by the names that compose and they themselves have for them. */
export function frontsByName(
  facts: FactIndex,
  services: readonly Service[],
  hostNamed: (name: string) => Host | undefined,
): Map<string, (host: string, port: number | undefined) => Host | undefined> {
  const found = new Map<string, (host: string, port: number | undefined) => Host | undefined>()
  const all = facts.of('front')
  for (const [host, front] of frontsByHost(all)) {
    found.set(host, () => {
      const behind = hostNamed(front.address.host.toLowerCase())
      return behind?.kind === 'service' && front.fromOutside ? { ...behind, fromOutside: true } : behind
    })
  }
  for (const { name, workload: of, at, source } of all.length > 0 ? facts.of('network-name') : []) {
    const workload = source === 'compose' && of !== undefined ? workloadNamed(facts, of, at.file) : undefined
    const front = frontAt(workload, facts, services)
    if (front === undefined) continue
    found.set(name.toLowerCase(), (host, port) => {
      const behind = front.behind(host, port)
      return behind && programBehind(behind, at.file, facts, services)
    })
  }
  return found
}

/** Servers by the hosts that they answer for; a host of which several lead elsewhere is nobody's. */
function frontsByHost(fronts: readonly FrontFact[]): ReadonlyMap<string, FrontFact> {
  const found = new Map<string, FrontFact[]>()
  for (const front of fronts)
    for (const host of front.hosts.map((each) => each.toLowerCase()))
      found.set(host, [...(found.get(host) ?? []), front])
  return new Map([...found].flatMap(([host, all]) => (all[0] && only(all) ? [[host, all[0]] as const] : [])))
}

/** The service that a web server hands on to, as the compose file names it that runs the two. */
function programBehind({ address }: FrontFact, file: string, facts: FactIndex, services: readonly Service[]) {
  const workload = workloadNamed(facts, address.host, file)
  const host = workload === undefined ? undefined : whoRuns(workload, services, facts)
  return host?.kind === 'service' ? host : undefined
}

/** The web servers that a workload runs, where it is no service itself. */
const frontAt = (workload: WorkloadFact | undefined, facts: FactIndex, services: readonly Service[]) =>
  workload?.source === 'compose' && whoRuns(workload, services, facts) === undefined
    ? frontOf(workload, facts)
    : undefined

/** Ports on the machine of a developer at which a web server hands on to a program of ours. */
export function localFronts(facts: FactIndex, services: readonly Service[]): { port: number; service: Service }[] {
  return (facts.of('front').length > 0 ? facts.of('workload') : []).flatMap((workload) =>
    (frontAt(workload, facts, services)?.local ?? []).flatMap(({ port, front }) => {
      const behind = programBehind(front, workload.at.file, facts, services)
      return behind ? [{ port, service: behind.service }] : []
    }),
  )
}

/** What web servers a workload of compose runs: those whose files it mounts, or its image is built beside. */
function frontOf({ mounts = [], build, containers }: WorkloadFact, facts: FactIndex): Front | undefined {
  const built = build?.dockerfile === undefined ? build?.context : posix.dirname(build.dockerfile)
  const places = [...mounts, built].filter((place) => place !== undefined && place !== '.')
  const isSeen = (file: string): boolean => places.some((place) => file === place || file.startsWith(`${place}/`))
  const fronts = facts.of('front').filter(({ at, fromOutside }) => !fromOutside && isSeen(at.file))
  if (fronts.length === 0) return undefined
  const behind = (host: string, port: number = usualPort): FrontFact | undefined => {
    const named = fronts.filter(({ hosts }) => hosts.includes(host))
    const listening = (named.length > 0 ? named : fronts).filter(({ ports }) => listensAt(ports, port))
    return only(listening) ?? only(named) ?? only(fronts)
  }
  const local = containers.flatMap(({ ports }) =>
    ports.flatMap(({ container, host }) => {
      const front = only(fronts.filter(({ ports: own }) => listensAt(own, container)))
      return host === undefined || front === undefined ? [] : [{ port: host, front }]
    }),
  )
  return { behind, local }
}

const listensAt = (ports: readonly number[], port: number): boolean =>
  ports.length === 0 ? port === usualPort : ports.includes(port)

/** The one program that all of them hand on to. */
function only(fronts: readonly FrontFact[]): FrontFact | undefined {
  return new Set(fronts.map(({ address }) => address.host)).size === 1 ? fronts[0] : undefined
}
