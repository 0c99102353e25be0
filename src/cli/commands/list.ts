import { portsOf, shownPorts } from '../../graph/discover/ports.ts'
import type { Edge, Graph, Service } from '../../graph/graph.ts'
import { oneLine } from '../../report/printable.ts'
import { table } from '../../report/table.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { readGraph } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson } from '../session.ts'
import { fitted } from '../terminal/fitted.ts'
import { isTerminal } from '../terminal/is-terminal.ts'

/** What a narrow terminal can do without, the least missed first. */
const spare = ['PORTS', 'OWNER', 'STACK', 'LANGUAGE', 'STACK OR LANGUAGE', 'FOLDER']

/** `msvc list`: one line a service. */
export async function run(options: CommonOptions): Promise<number> {
  const session = openSession(options)
  const { graph, facts } = await readGraph(session, await openRepository(session, 'msvc list'))
  const found = portsOf(graph, facts)
  if (session.json) {
    const services = graph.services.map((service) => ({
      ...service,
      ports: found.get(service.name) ?? [],
      uses: usedBy(service, graph),
    }))
    printJson(session, { version: 1, services })
    return exitCodes.done
  }
  if (graph.services.length === 0) {
    session.err.write('There are no services here. To add one: msvc add-service <name>\n')
    return exitCodes.done
  }
  const { bold, dim } = session.out.color
  const head = ['NAME', madeOf(graph), 'PORTS', 'OWNER', 'FOLDER', 'USES'].map((title) => dim(title))
  const rows = graph.services.map((service) => [
    bold(oneLine(service.name)),
    service.stack ?? service.language ?? '-',
    service.port === undefined ? shownPorts(found.get(service.name) ?? []) || '-' : String(service.port),
    oneLine(service.owner ?? '-'),
    oneLine(service.path),
    oneLine(usedBy(service, graph).join(', ') || '-'),
  ])
  session.out.write(table(fitted([head, ...rows], isTerminal('stdout') ? process.stdout.columns : undefined, spare)))
  return exitCodes.done
}

/** What the column says that holds the stack of each service, or, where none is told, its language. */
function madeOf({ services }: Graph): string {
  const told = services.filter(({ stack }) => stack !== undefined).length
  if (told === 0) return 'LANGUAGE'
  return told === services.length ? 'STACK' : 'STACK OR LANGUAGE'
}

/** What a service uses, each once. */
function usedBy({ name }: Service, { edges }: Graph): string[] {
  const used = edges.filter((edge: Edge) => edge.from === name).map(({ to }) => to)
  return [...new Set(used)].sort()
}
