import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { type FoundPort, portsOf, shownPorts } from '../../graph/discover/ports.ts'
import { whyNoService } from '../../graph/discover/told-apart.ts'
import type { Edge, Graph, Resource, Service } from '../../graph/graph.ts'
import { oneLine } from '../../report/printable.ts'
import { table } from '../../report/table.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { readGraph } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson, type Session } from '../session.ts'

/** `msvc show <name>`: all that is known of one service, with the evidence for each edge; or who uses a database, cache or broker. */
export async function run(options: CommonOptions, name: string): Promise<number> {
  const session = openSession(options)
  const { graph, facts } = await readGraph(session, await openRepository(session, 'msvc show'))
  const store = graph.resources.find((resource) => resource.name === name)
  if (store !== undefined && !graph.services.some((service) => service.name === name)) {
    const usedBy = graph.edges.filter(({ to }) => to === store.name)
    if (session.json) printJson(session, { version: 1, resource: store, usedBy })
    else session.out.write(storePage(session, store, usedBy))
    return exitCodes.done
  }
  const service = find(graph, facts, name)
  const uses = graph.edges.filter(({ from }) => from === service.name)
  const usedBy = graph.edges.filter(({ to }) => to === service.name)
  const ports = portsOf(graph, facts).get(service.name) ?? []
  if (session.json) printJson(session, { version: 1, service: { ...service, ports }, uses, usedBy })
  else session.out.write(page(session, { ...service, ports }, uses, usedBy))
  return exitCodes.done
}

function find(graph: Graph, facts: FactIndex, name: string): Service {
  const found = graph.services.find((service) => service.name === name)
  if (found) return found
  const names = graph.services.map((service) => service.name)
  const apart = whyNoService(graph, facts, name)
  const place = apart && `${apart.file}:${apart.line}`
  throw new UserError({
    code: 'unknown-service',
    message: apart ? `${apart.name} is no service: it ${apart.why} (${place}).` : `There is no service "${name}".`,
    hint: apart
      ? 'One that is a service after all: name it in the catalog.'
      : didYouMean(name, [...names, ...graph.resources.map((resource) => resource.name)]),
  })
}

function page(
  session: Session,
  service: Service & { readonly ports: readonly FoundPort[] },
  uses: readonly Edge[],
  usedBy: readonly Edge[],
): string {
  const { bold, dim } = session.out.color
  const facts: [string, string | number | undefined][] = [
    ['stack', service.stack],
    ['language', service.language],
    ['made with', service.frameworks?.join(', ') || undefined],
    ['owner', service.owner ?? 'none is named'],
    ['system', service.system],
    ['port', service.port],
    ['ports', service.port === undefined ? shownPorts(service.ports) || undefined : undefined],
    ['folder', service.path],
    [service.known, `${service.at.file}:${service.at.line}`],
    ...(service.health ?? []).map(({ asks, purpose = '', file, line }, index): [string, string] => [
      index === 0 ? 'health' : '',
      `${asks} ${purpose}`.trim().concat(`  ${file}:${line}`),
    ]),
    ...(service.deployed ?? []).map(({ as, name, namespace, file, line }, index): [string, string] => [
      index === 0 ? 'deployed' : '',
      `${as} ${name}${namespace === undefined ? '' : ` in ${namespace}`}  ${file}:${line}`,
    ]),
  ]
  const rows = facts.flatMap(([label, value]) => (value === undefined ? [] : [[dim(label), oneLine(String(value))]]))
  const about = service.description?.replace(/.+/g, oneLine).concat('\n') ?? ''
  const sections = [
    `${bold(oneLine(service.name))}\n${about}`,
    table(rows),
    section(session, 'Uses', uses, ({ to }) => to),
    section(session, 'Used by', usedBy, ({ from }) => from),
  ]
  return sections.join('\n')
}

function storePage(session: Session, { name, kind }: Resource, usedBy: readonly Edge[]): string {
  const { bold, dim } = session.out.color
  const about = `${bold(oneLine(name))}\n${dim(kind)}\n`
  return `${about}\n${section(session, 'Used by', usedBy, ({ from }) => from)}`
}

function section({ out }: Session, title: string, edges: readonly Edge[], other: (edge: Edge) => string): string {
  const { bold, dim } = out.color
  if (edges.length === 0) return `${bold(title)}\n  ${dim('nothing')}\n`
  const lines = edges.flatMap((edge) => [
    `  ${oneLine(other(edge))} ${dim(`${edge.kind}, ${standing(edge)}`)}`,
    ...edge.evidence.map(({ file, line, kind, detail }) =>
      dim(`    ${oneLine(file)}:${line}  ${oneLine(detail ?? kind)}`),
    ),
  ])
  return `${bold(title)}\n${lines.join('\n')}\n`
}

function standing({ declared, observed }: Edge): string {
  if (declared && observed) return 'declared and seen'
  return declared ? 'declared, not seen' : 'seen, not declared'
}
