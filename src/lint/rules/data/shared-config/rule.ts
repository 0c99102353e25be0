import type { Rule } from '../../../rule.ts'
import { holdsTrust, isPublic } from '../public-keys.ts'
import { sharedObjects } from '../shared-objects.ts'

export const sharedConfig: Rule = {
  id: 'shared-config',
  group: 'data',
  severity: 'warning',
  summary: 'One ConfigMap, or one file of variables, for several services.',
  why: 'A change for one of them is a change of all, and nobody can tell any more who reads what.',
  help: 'Give each service a ConfigMap of its own with what it reads.',
  *check(context) {
    const { facts } = context
    yield* sharedObjects(
      context,
      ({ name: workload, at: { file }, envFrom, volumes }) => [
        ...envFrom.filter(({ source }) => source === 'config-map'),
        ...volumes.filter(
          ({ source, keys, object }) => source === 'config-map' && !keys?.every(isPublic) && !holdsTrust(object),
        ),
        ...facts
          .in(file)
          .flatMap((fact) =>
            fact.kind === 'env-set' && fact.workload === workload && fact.from.source === 'config-map'
              ? [{ at: fact.at, object: fact.from.object }]
              : [],
          ),
      ],
      (object, services) => `${services} take their settings from one ConfigMap: ${object}.`,
    )
    yield* sharedObjects(
      context,
      ({ at, envFiles }) => envFiles.map((object) => ({ at, object })),
      (object, services) => `${services} take their settings from one file: ${object}.`,
    )
  },
}
