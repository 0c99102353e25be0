import { posix } from 'node:path'
import { isLocal } from '../../../../graph/hosts/index.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { protocolOf, storeKind } from '../../../../products/protocols.ts'
import type { RuleContext } from '../../../rule.ts'

/**
 * Whether a cache at an address of the developer's machine is one for all services that know it: compose runs a single one
 * here, and the service knows no other than such. What each starts for itself cannot be told apart by an address that all templates have.
 */
export function localCaches({ facts, graph }: Pick<RuleContext, 'facts' | 'graph'>): (service: string) => boolean {
  const run = facts
    .of('workload')
    .filter(({ source, at, containers }) => {
      const image = containers.find(({ role }) => role === 'main')?.image
      const isCache = image !== undefined && storeKind(image) !== undefined && protocolOf(image) === 'redis'
      return source === 'compose' && isCache && !isTestFile(at.file)
    })
    .map(({ at, name }) => `${posix.dirname(at.file)}/${name}`)
  const isOne = new Set(run).size === 1
  const elsewhere = new Set(
    graph.edges.flatMap(({ from, kind, evidence }) =>
      kind === 'cache' && evidence.some(({ address }) => address !== undefined && !isLocal(address.host)) ? [from] : [],
    ),
  )
  return (service) => isOne && !elsewhere.has(service)
}
