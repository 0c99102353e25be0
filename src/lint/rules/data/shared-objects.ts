import { posix } from 'node:path'
import { isEnvFile } from '../../../facts/dotenv/is-env-file.ts'
import type { At, WorkloadFact } from '../../../facts/fact.ts'
import { families } from '../../../graph/owners/families.ts'
import { allOf } from '../../listed.ts'
import type { Report, RuleContext } from '../../rule.ts'
import { sharingByNature } from '../by-nature.ts'
import { byNearness } from '../copies-of-files.ts'
import { isNoDeployment } from '../kubernetes/service-workloads.ts'

/** One thing of the cluster, or of compose, that a service takes, first where and in which files. */
interface Use {
  readonly service: string
  readonly at: At
  readonly files: Set<string>
}

/** Things of one kind that several services take: a report for each. */
export function* sharedObjects(
  context: RuleContext,
  usesOf: (workload: WorkloadFact) => readonly { readonly at: At; readonly object: string }[],
  told: (object: string, services: string) => string,
): Iterable<Report> {
  const byNature = sharingByNature(context)
  const isOne = families(context.graph.services)
  const byObject = new Map<string, Use[]>()
  // Of several copies of the manifests, the one nearest to the root.
  const workloads = context.facts.of('workload').toSorted((a, b) => byNearness(a.at.file, b.at.file))
  for (const workload of workloads) {
    const service = workload.partial ? undefined : context.subjectOf(workload)?.name
    for (const { at, object } of service === undefined || byNature.has(service) ? [] : usesOf(workload)) {
      if (isNoDeployment(workload.at.file, context.subjectOf(workload))) continue
      // The same name in compose and in a cluster, in two namespaces, or in two projects of compose, is not the same thing.
      const isOfProject = workload.source === 'compose' && !object.includes('/')
      const place = isOfProject ? posix.dirname(workload.at.file) : (workload.namespace ?? '')
      const key = [workload.source, place, object].join('\0')
      const uses = byObject.get(key) ?? []
      const known = uses.find((use) => use.service === service)
      known?.files.add(workload.at.file)
      if (service !== undefined && known === undefined)
        byObject.set(key, [...uses, { service, at, files: new Set([workload.at.file]) }])
    }
  }
  // Another namespace or another file that gives the same to the same services, or one more file that stands beside the first, is not told again.
  const said = new Set<string>()
  for (const [key, uses] of byObject) {
    const [first, ...others] = ofOneSystem(uses, key.startsWith('compose'))
    if (first === undefined || others.every(({ service }) => isOne(service, first.service))) continue
    const names = [first, ...others].map(({ service }) => service)
    const object = key.split('\0').at(-1) ?? ''
    const all = names.toSorted().join()
    // A file of variables for each environment, which another compose file gives to the same services, is one fault.
    const ofEnvironment = key.startsWith('compose') && isEnvFile(object) ? [`.env\0${all}`] : []
    const same = [`${object}\0${all}`, `${first.at.file}:${first.at.line}\0${all}`, ...ofEnvironment]
    if (same.some((each) => said.has(each))) continue
    for (const each of same) said.add(each)
    yield {
      message: told(object, allOf(names)),
      at: first.at,
      services: names,
      related: others.map(({ service, at }) => ({ ...at, message: `${service} takes it here` })),
    }
  }
}

/**
 * Of what several compose files run, those that a file runs together: one that runs a service alone beside them runs another
 * edition of the system. Where no file runs two of them, one may add to another.
 */
function ofOneSystem(uses: readonly Use[], isCompose: boolean): readonly Use[] {
  if (!isCompose) return uses
  const together = uses.filter(({ files }) =>
    uses.some((other) => other.files !== files && [...other.files].some((file) => files.has(file))),
  )
  return together.length > 1 ? together : uses
}
