import type { FactIndex } from '../../facts/fact-index.ts'
import { isKeptRunning } from '../discover/programs/kept-running.ts'
import type { Deployment, Service } from '../graph.ts'
import { subjectOf } from '../subjects/of-fact.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'

const ofChart = /(?:^|\/)templates\//

/** What deploys each service, by its name: workloads of clusters and compose files, and lists of processes. */
export function deployedBy(services: readonly Service[], facts: FactIndex): ReadonlyMap<string, readonly Deployment[]> {
  const found = new Map<string, Map<string, Deployment>>()
  const add = (service: Service | undefined, deployment: Deployment): void => {
    if (service === undefined || isTestFile(deployment.file)) return
    const all = found.get(service.name) ?? new Map<string, Deployment>()
    const key = `${deployment.by}\0${deployment.file}\0${deployment.name}`
    if (!all.has(key)) all.set(key, deployment)
    found.set(service.name, all)
  }
  for (const workload of facts.of('workload')) {
    const { source, type, name, namespace, partial, at } = workload
    if (partial) continue
    const inCluster = ofChart.test(at.file) ? 'helm' : 'kubernetes'
    const by = source === 'kubernetes' ? inCluster : source
    const { file, line } = at
    const place = { file, line, ...(namespace === undefined ? {} : { namespace }) }
    add(subjectOf({ services }, facts, workload), { by, as: type, name, ...place })
  }
  for (const { list, name, folder, at } of facts.of('process').filter(isKeptRunning))
    add(serviceOf({ services }, `${folder}/.`), {
      by: list,
      as: 'process',
      name,
      file: at.file,
      line: at.line,
    })
  return new Map([...found].map(([name, all]) => [name, [...all.values()]]))
}
