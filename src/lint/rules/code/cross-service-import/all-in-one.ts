import type { RuleContext } from '../../../rule.ts'

/**
 * Programs that only put others together, for who wants to run all in one: what they take of two services or more is what
 * the program of each begins with as well, and they take it where they begin themselves. No service is changed by them.
 */
export function allInOne({ graph, facts, serviceOf }: Pick<RuleContext, 'graph' | 'facts' | 'serviceOf'>): Set<string> {
  const programs = new Set(facts.of('program').map(({ at }) => at.file))
  const begun = new Map<string, Set<string>>()
  for (const { at, specifier } of facts.of('import')) {
    const service = programs.has(at.file) ? serviceOf(at.file)?.name : undefined
    if (service !== undefined) begun.set(service, (begun.get(service) ?? new Set()).add(`imports ${specifier}`))
  }
  const code = graph.edges.filter(({ kind }) => kind === 'code')
  const begins = (service: string): boolean => {
    const own = code.filter(({ from }) => from === service)
    return (
      own.length > 1 &&
      own.every(({ to, evidence }) =>
        evidence.every(({ file, detail }) => programs.has(file) && begun.get(to)?.has(detail ?? '')),
      )
    )
  }
  return new Set(graph.services.flatMap(({ name }) => (begins(name) ? [name] : [])))
}
