import { posix } from 'node:path'
import { declaredServices } from '../../../../catalog/services.ts'
import type { ContractFact } from '../../../../facts/fact.ts'
import { isWaitedFor } from '../../../../graph/chains.ts'
import type { Service } from '../../../../graph/graph.ts'
import { plainName } from '../../../../graph/source-folders.ts'
import { nameStem } from '../../../../graph/telling-names.ts'
import { isGatewayName } from '../../../../products/gateway-name.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { platformServices } from '../../platform-services.ts'

/** What serves pages, files or settings has callers and no API. */
const withoutApi =
  /(?:^|[-_])(?:front-?end|web|web-?app|ui|portal|docs|proxy|config|config-server|registry|discovery|eureka)(?:$|[-_])/i

export const missingContract: Rule = {
  id: 'missing-contract',
  group: 'catalog',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service that others call, with no contract to go by.',
  why: 'Callers have to read its code to know what it promises, and nobody can tell which change will break them.',
  help: 'Add an openapi.yaml, a proto file or a GraphQL schema to its folder, or name its API in the catalog (spec.providesApis).',
  *check(context): Iterable<Report> {
    const { graph, catalog } = context
    const withApis = new Set(
      declaredServices(catalog).flatMap(({ name, providesApis }) => (providesApis.length > 0 ? [name] : [])),
    )
    const platform = platformServices(context)
    for (const service of graph.services) {
      if (platform.has(service.name) || isGatewayName(service.name)) continue
      const calls = graph.edges.filter((edge) => edge.to === service.name && isWaitedFor(edge))
      const callers = [...new Set(calls.map(({ from }) => from))].sort()
      const [first] = calls.flatMap(({ evidence }) => evidence)
      if (first === undefined || withoutApi.test(service.name)) continue
      if (withApis.has(service.name) || hasContract(context, service)) continue
      yield {
        message: `${callers.join(', ')} ${callers.length === 1 ? 'calls' : 'call'} ${service.name}, which has no contract.`,
        at: service.at,
        services: [service.name, ...callers],
        related: [{ file: first.file, line: first.line, column: first.column, message: 'called from here' }],
      }
    }
  },
}

function hasContract({ facts, libraries, serviceOf }: RuleContext, service: Service): boolean {
  const used = () => libraries().flatMap(({ folder, uses }) => (uses.has(service.name) ? [folder] : []))
  return facts.of('contract').some((contract) => {
    // Messages and types that nobody can be asked for.
    if (/^(?:grpc|graphql)$/.test(contract.style) && contract.operations.length === 0) return false
    const { file } = contract.at
    const owner = serviceOf(file)
    if (owner !== undefined) return owner.name === service.name
    if (contract.style !== 'code-first') return isNamedAfter(contract, service)
    // What a parent's manifest names, and what a library of ours brings along, is the service's too.
    const folder = posix.dirname(file)
    return folder === '.' || service.path.startsWith(`${folder}/`) || used().includes(folder)
  })
}

/** A contract that lies beside the services is of the one whose name stands in its path, its title or its services. */
function isNamedAfter({ at, name = '', style, operations }: ContractFact, service: Service): boolean {
  const words = [at.file, name, ...(style === 'grpc' ? operations.map((operation) => operation.name) : [])]
  // `trainer-http` and `trainer-grpc` answer for the contract of the trainer.
  const wanted = nameStem(plainName(service.name).replace(/(?<=.)(?:http|grpc|rest)$/, ''))
  return words.some((word) => plainName(word).includes(wanted))
}
