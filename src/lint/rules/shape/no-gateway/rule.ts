import type { EntranceFact } from '../../../../facts/fact.ts'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { isWaitedFor } from '../../../../graph/chains.ts'
import type { Evidence } from '../../../../graph/graph.ts'
import { hostFinder } from '../../../../graph/hosts/index.ts'
import { runInBrowsers } from '../../../../graph/in-browsers.ts'
import { isGatewayName } from '../../../../products/gateway-name.ts'
import { imageName } from '../../../../products/image-name.ts'
import { wordsOf } from '../../../../products/programs.ts'
import { listed } from '../../../listed.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'

/** What the package of a gateway is built on. */
const gatewayPackage = new RegExp(`gateway|reverseproxy|${wordsOf('gatewayLibrary')}`, 'i')

export const noGateway: Rule = {
  id: 'no-gateway',
  group: 'shape',
  severity: 'warning',
  preset: 'strict',
  summary: 'What is outside reaches many services directly, and no gateway stands before them.',
  why: 'Clients know how the system is cut, and each service by itself has to know, limit and answer strangers.',
  help: 'Let clients speak to one gateway, or to one backend for each kind of client, and close the other doors.',
  options: { services: { default: 3 } },
  *check(context) {
    if (hasGateway(context)) return
    yield* byManifests(context)
    yield* byBrowsers(context)
  },
}

function hasGateway({ facts, graph }: RuleContext): boolean {
  const names = [
    ...graph.services.map(({ name }) => name),
    ...facts.of('workload').map(({ name }) => name),
    ...facts.of('workload').flatMap(({ containers }) => containers.map(({ image }) => imageName(image ?? ''))),
    ...facts.of('entrance').map(({ class: ingress }) => ingress ?? ''),
  ]
  const packages = facts.of('package').flatMap(({ dependencies }) => dependencies.map(({ name }) => name))
  return (
    names.some((name) => isGatewayName(name)) ||
    packages.some((name) => gatewayPackage.test(name)) ||
    facts.of('entrance').some(({ by }) => by === 'Route')
  )
}

/** Doors of the cluster. */
function* byManifests({ facts, graph, options }: RuleContext): Iterable<Report> {
  const find = hostFinder(graph.services, facts)
  const doors = new Map<string, EntranceFact>()
  for (const entrance of facts.of('entrance')) {
    const host = find(entrance.service, undefined)
    if (host?.kind === 'service' && !doors.has(host.service.name)) doors.set(host.service.name, entrance)
  }
  const [first] = doors.values()
  const names = [...doors.keys()].sort()
  if (first === undefined || names.length <= options.number('services')) return
  yield {
    message: `${names.length} services are open to the outside, more than ${options.number('services')}, and no gateway stands before them: ${listed(names)}.`,
    at: first.at,
    services: names,
    related: [...doors].slice(1).map(([name, { at, by }]) => ({ ...at, message: `${name}, by ${by}` })),
  }
}

/** Code for browsers that calls services itself; what its own server passes on is no matter of the browser. */
function* byBrowsers({ facts, graph, options }: RuleContext): Iterable<Report> {
  const services = new Set(graph.services.map(({ name }) => name))
  for (const { name: client } of runInBrowsers(facts, graph.services)) {
    const called = new Map<string, Evidence>()
    for (const { from, to, evidence } of graph.edges.filter(isWaitedFor)) {
      const proof = evidence.find(({ file }) => sourceLanguage(file) !== undefined)
      if (from === client && services.has(to) && proof) called.set(to, proof)
    }
    const [first] = called.values()
    const others = [...called.keys()].sort()
    if (first === undefined || others.length <= options.number('services')) continue
    yield {
      message: `${client} runs in browsers and calls ${others.length} services itself, more than ${options.number('services')}: ${listed(others)}.`,
      at: { file: first.file, line: first.line, column: first.column },
      services: [client, ...others],
      related: [...called]
        .slice(1)
        .map(([name, { file, line, column }]) => ({ file, line, column, message: `calls ${name}` })),
    }
  }
}
