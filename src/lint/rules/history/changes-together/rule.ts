import { coChanges, massOf } from '../../../../graph/co-change.ts'
import { ofOneProgram } from '../../../../graph/owners/one-program.ts'
import type { Rule } from '../../../rule.ts'

export const changesTogether: Rule = {
  id: 'changes-together',
  group: 'history',
  severity: 'warning',
  needs: 'history',
  summary: 'Two services that keep changing in the same commits.',
  why: 'What has to change together has to be released together: the services are one, in two places.',
  help: 'Find what they share (a contract, a rule of the business, a data format) and give it to one of them, or merge them.',
  options: { commits: { default: 10 }, percent: { default: 50 }, mass: { default: 4 } },
  *check({ graph, facts, history, options, serviceOf }) {
    const isOneProgram = ofOneProgram(graph, facts)
    // What lies in the folder of another is moved with it, and what is above is there for all that lie below.
    const paths = new Map(graph.services.map(({ name, path }) => [name, path]))
    const isIn = (inner: string, outer: string): boolean =>
      paths.get(inner)?.startsWith(`${paths.get(outer)}/`) === true
    const places = new Map(graph.services.map(({ name, at }) => [name, at]))
    for (const { rarer, other, both, all, last } of coChanges(
      history,
      (file) => serviceOf(file)?.name,
      massOf(graph.services.length, options.number('mass')),
    )) {
      const at = places.get([rarer, other].sort()[0] ?? '')
      const isOften = both >= options.number('commits') && (both / all) * 100 >= options.number('percent')
      if (!isOften || !at || isOneProgram(rarer, other) || isIn(rarer, other) || isIn(other, rarer)) continue
      const message = `${rarer} rarely changes without ${other}: ${both} of its ${all} commits change both.`
      const second = places.get([rarer, other].sort()[1] ?? '')
      yield {
        message,
        at,
        services: [rarer, other].sort(),
        ...(second ? { related: [{ ...second, message: `${[rarer, other].sort()[1]} is told of here` }] } : {}),
        help: `Look at what such commits change (git show ${last.join(' ')}). What the two share, a contract, a rule of the business or a data format, belongs to one of them; or they are one.`,
      }
    }
  },
}
