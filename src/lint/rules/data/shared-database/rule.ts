import type { Edge } from '../../../../graph/graph.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'

export const sharedDatabase: Rule = {
  id: 'shared-database',
  group: 'data',
  severity: 'error',
  summary: 'Two services use one database, or one points into tables of another.',
  why: 'Its tables become an interface that nobody versions: no service can change its data without the others.',
  help: 'Give each service a database (or schema and login) of its own; let the others ask its API or hear its events.',
  *check(context) {
    yield* sharedConnections(context)
    yield* foreignTables(context)
  },
}

function* sharedConnections({ graph }: RuleContext): Iterable<Report> {
  const users = new Map<string, Edge[]>()
  for (const edge of graph.edges) {
    if (edge.kind === 'database' && edge.observed) users.set(edge.to, [...(users.get(edge.to) ?? []), edge])
  }
  for (const [database, edges] of users) {
    const [first, ...others] = edges.flatMap(({ from, evidence: [proof] }) => (proof ? [{ from, proof }] : []))
    if (first === undefined || others.length === 0) continue
    const names = [first, ...others].map(({ from }) => from)
    yield {
      message: `${list(names)} use one database: ${database}.`,
      at: { file: first.proof.file, line: first.proof.line, column: first.proof.column },
      services: names,
      related: others.map(({ from, proof: { file, line, column } }) => ({
        file,
        line,
        column,
        message: `${from} connects to it here`,
      })),
    }
  }
}

/** A foreign key into a table that only another service's migrations make. */
function* foreignTables({ facts, serviceOf }: RuleContext): Iterable<Report> {
  const makers = new Map<string, { service: string; at: Report['at'] }[]>()
  for (const { table, use, at } of facts.of('table')) {
    const service = serviceOf(at.file)?.name
    if (use === 'creates' && service) makers.set(table, [...(makers.get(table) ?? []), { service, at }])
  }
  for (const { table, use, at } of facts.of('table')) {
    const service = serviceOf(at.file)?.name
    const made = makers.get(table) ?? []
    const [maker] = made
    if (use !== 'references' || !service || !maker || made.some((other) => other.service === service)) continue
    yield {
      message: `${service} has a foreign key to the table "${table}", which is ${maker.service}'s.`,
      at,
      services: [service, maker.service],
      related: [{ ...maker.at, message: `${maker.service} makes "${table}"` }],
    }
  }
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
