import type { Rule } from '../../../rule.ts'
import { isPublic } from '../public-keys.ts'
import { sharedObjects } from '../shared-objects.ts'

export const sharedSecret: Rule = {
  id: 'shared-secret',
  group: 'data',
  severity: 'warning',
  summary: 'One Secret for several services.',
  why: 'Whoever breaks into one of them can act as all of them, and to change the secret they must be changed at once.',
  help: 'Give each service a Secret and a login of its own.',
  check: (context) =>
    sharedObjects(
      context,
      ({ name: workload, at: { file }, envFrom, volumes }) => [
        ...envFrom.filter(({ source }) => source === 'secret'),
        ...volumes.filter(({ source, keys }) => source === 'secret' && !keys?.every(isPublic)),
        ...context.facts
          .in(file)
          .flatMap((fact) =>
            fact.kind === 'env-set' &&
            fact.workload === workload &&
            fact.from.source === 'secret' &&
            !isPublic(fact.from.key)
              ? [{ at: fact.at, object: fact.from.object }]
              : [],
          ),
      ],
      (object, services) => `${services} are given one Secret: ${object}.`,
    ),
}
