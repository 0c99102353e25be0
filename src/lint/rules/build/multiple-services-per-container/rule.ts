import { plainName } from '../../../../graph/source-folders.ts'
import { imageName } from '../../../../products/image-name.ts'
import { allOf } from '../../../listed.ts'
import type { Rule } from '../../../rule.ts'
import { isNoDeployment } from '../../kubernetes/service-workloads.ts'
import { startedTogether } from './started-together.ts'

export const multipleServicesPerContainer: Rule = {
  id: 'multiple-services-per-container',
  group: 'build',
  severity: 'error',
  summary: 'Two services share one pod, or one container.',
  why: 'They are deployed, scaled and restarted together, on one machine: apart in code alone.',
  help: 'Give each service an image and a Deployment of its own.',
  *check(context) {
    yield* startedTogether(context)
    const { facts, graph, subjectOf } = context
    const byName = new Map(
      graph.services.flatMap(({ name, aliases = [] }) => [...aliases, name].map((each) => [plainName(each), name])),
    )
    for (const workload of facts.of('workload')) {
      if (workload.source !== 'kubernetes' || workload.partial) continue
      const owner = subjectOf(workload)
      if (isNoDeployment(workload.at.file, owner)) continue
      const run = workload.containers.flatMap(({ role, image, name, at }) => {
        const service = byName.get(plainName(imageName(image ?? ''))) ?? byName.get(plainName(name))
        return role === 'main' && service !== undefined ? [{ service, at }] : []
      })
      const names = [...new Set(run.map(({ service }) => service))]
      const [first] = names
      if (first === undefined || names.length < 2 || owner === undefined) continue
      yield {
        message: `${workload.type} ${workload.name} runs ${allOf(names)} in one pod.`,
        at: workload.at,
        services: names,
        related: run.map(({ service, at }) => ({ ...at, message: `${service} runs here` })),
      }
    }
  },
}
