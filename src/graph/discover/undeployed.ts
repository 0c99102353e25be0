import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { callKinds } from '../calls.ts'
import type { Graph, Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { extraCompose } from './extra-compose.ts'
import { demonstration } from './found-services.ts'
import { startedFolder } from './servers.ts'
import { withoutServices } from './without-services.ts'

/**
 * Takes out what the system does without, where manifests and compose files run most of it, nobody calls it, and it is no
 * page that calls others, nor what calls them for messages that it takes:
 * - what only a compose file of its own starts (`compose.graphql.yaml` beside a `compose.yaml` that runs the others), or
 *   one inside the folder of another service, which shows how that one can be run;
 * - an image of a folder without a package, which starts no server and which nothing runs: a script, or a tool;
 * - what lies among what somebody has put away, and which nothing runs either;
 * - one of a package of Python that people type commands with, of which nothing answers, and which nothing runs either.
 */
export function withoutUndeployed(graph: Graph, facts: FactIndex): Graph {
  const workloads = facts.of('workload').filter(({ partial }) => !partial)
  const runs = (workload: WorkloadFact): Service | undefined => serviceOfWorkload(graph, workload)
  const startsAlone = startsOneAlone(workloads, runs)
  const isAlone = (workload: WorkloadFact): boolean =>
    startsAlone(workload) || isBesideIts(graph, workload, runs) || putAway.test(workload.at.file)
  const deployed = new Set(workloads.flatMap((workload) => (isAlone(workload) ? [] : (runs(workload) ?? []))))
  const alone = new Set(workloads.flatMap((workload) => (isAlone(workload) ? (runs(workload) ?? []) : [])))
  const calls = graph.edges.filter(({ kind, observed }) => observed && callKinds.includes(kind))
  const called = new Set(calls.map(({ to }) => to))
  // Pages are called by people alone, and what takes messages by nobody.
  const calling = new Set(calls.map(({ from }) => from))
  const onBroker = new Set(graph.edges.flatMap(({ kind, from }) => (/^(?:broker|event)$/.test(kind) ? [from] : [])))
  const projects = facts.of('import').filter(({ language }) => language === 'msbuild' || language === 'gradle')
  const packages = [...facts.of('package'), ...projects].map(({ at }) => at.file)
  // Applications of one workspace have their packages above them all.
  const started = new Set(facts.of('import').flatMap((fact) => startedFolder(fact) ?? []))
  const isScript = ({ path }: Service): boolean =>
    !started.has(path) && !packages.some((file) => file.startsWith(`${path}/`))
  const typed = commandsOfPython(facts)
  const undeployed = graph.services.filter(
    (service) =>
      service.known === 'discovered' &&
      service.image === undefined &&
      service.path !== '.' &&
      service.program === undefined &&
      !deployed.has(service) &&
      !called.has(service.name) &&
      !((service.inBrowsers || onBroker.has(service.name)) && calling.has(service.name)) &&
      (alone.has(service) || isScript(service) || typed(service) || putAway.test(service.path)),
  )
  // What shows something beside the system may be more than all of it.
  const isApart = ![...deployed].some(({ path }) => demonstration.test(path))
  const counted = undeployed.filter(({ path }) => !(isApart && demonstration.test(path)))
  const isMost = deployed.size > 1 && counted.length * 5 <= deployed.size * 2
  if (!isMost || undeployed.length === 0) return graph
  return { ...withoutServices(graph, new Set(undeployed.map(({ name }) => name))), undeployed }
}

/** `archive/payment`, `services/old/orders`: code that others have taken the place of. */
const putAway = /(?:^|\/)[_.]?(?:archived?|attic|graveyard|obsolete|deprecated|old)\//i

/** What commands in Python are written with. */
const commandLine = /^(?:click|typer|fire|docopt)(?:\.|$)/

/** What answers requests in Python, takes messages or waits for its turn. */
const serving =
  /^(?:fastapi|flask|django|starlette|sanic|tornado|quart|bottle|falcon|aiohttp|uvicorn|gunicorn|hypercorn|grpc|celery|pika|aio_pika|kombu|kafka|aiokafka|confluent_kafka|nats|redis|rq|dramatiq|apscheduler|schedule|temporalio|streamlit|gradio|mcp|fastmcp)(?:\.|$)/i

/** Whether a service is but a command: its code in Python takes what people type, and nothing that answers or waits. */
function commandsOfPython(facts: FactIndex): (service: Service) => boolean {
  const inPython = facts.of('import').filter(({ language }) => language === 'python')
  const lines = inPython.filter(({ specifier }) => commandLine.test(specifier))
  const servers = lines.length === 0 ? [] : inPython.filter(({ specifier }) => serving.test(specifier))
  const isIn = (imports: typeof lines, { path }: Service): boolean =>
    imports.some(({ at }) => at.file.startsWith(`${path}/`))
  return (service) => isIn(lines, service) && !isIn(servers, service)
}

/** Whether a workload stands in a compose file that lies in the folder of another service, and adds to that one. */
function isBesideIts(
  { services }: Graph,
  workload: WorkloadFact,
  runs: (workload: WorkloadFact) => Service | undefined,
): boolean {
  const { file } = workload.at
  const own = workload.source === 'compose' ? runs(workload) : undefined
  const isIn = ({ path }: Service): boolean => path !== '.' && file.startsWith(`${path}/`)
  return own !== undefined && !isIn(own) && services.some(isIn)
}

/** Whether a workload is the only service of a compose file that adds to one which runs several. */
function startsOneAlone(
  workloads: readonly WorkloadFact[],
  runs: (workload: WorkloadFact) => Service | undefined,
): (workload: WorkloadFact) => boolean {
  const isExtra = extraCompose(workloads)
  const files = new Map<string, Set<Service>>()
  const folders = new Map<string, Set<Service>>()
  for (const workload of workloads) {
    const service = workload.source === 'compose' ? runs(workload) : undefined
    if (service === undefined) continue
    const [places, place] = isExtra(workload) ? [files, workload.at.file] : [folders, posix.dirname(workload.at.file)]
    places.set(place, (places.get(place) ?? new Set()).add(service))
  }
  return (workload) =>
    isExtra(workload) &&
    files.get(workload.at.file)?.size === 1 &&
    (folders.get(posix.dirname(workload.at.file))?.size ?? 0) > 1
}
