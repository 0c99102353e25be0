import type { At } from '../../../../facts/fact.ts'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { programsByHand } from '../../../../graph/discover/programs/by-hand.ts'
import type { Graph, Resource } from '../../../../graph/graph.ts'
import { isLocal } from '../../../../graph/hosts/index.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { protocolOf, storeKind } from '../../../../products/protocols.ts'
import type { Rule } from '../../../rule.ts'

interface Store {
  readonly kind: Exclude<Resource['kind'], 'external'>
  readonly protocol: string | undefined
}

export const configInCode: Rule = {
  id: 'config-in-code',
  group: 'delivery',
  severity: 'warning',
  summary: 'Code names the address of a database, a cache or a broker, and nothing outside of it changes that.',
  why: 'Another environment needs another build: what was tested is not what runs, and a move of the store is a release.',
  help: 'Read the address from a setting, and give its value in compose and in the manifests.',
  *check({ facts, graph, serviceOf }) {
    const isTool = programsByHand(facts)
    const settings = new Map<string, string[]>()
    for (const { at, name } of facts.of('env-read')) {
      const service = serviceOf(at.file)
      if (service) settings.set(service.name, [...(settings.get(service.name) ?? []), name])
    }
    const storeAt = storesByPlace(graph)
    for (const { at, address, use } of facts.of('address')) {
      const isCode = sourceLanguage(at.file) !== undefined && !isTestFile(at.file) && !example.test(at.file)
      const service = use === 'literal' && isCode ? serviceOf(at.file) : undefined
      const known = address.scheme === undefined ? storeAt(at) : undefined
      const kind = known?.kind ?? storeKind(address.scheme ?? '')
      // On the developer's own machine it is a default, if an unlucky one.
      if (service === undefined || kind === undefined || isLocal(address.host) || isTool(at.file, service)) continue
      if (standIn.test(address.host)) continue
      // What it starts from may be replaced by a setting for the same thing.
      if (settings.get(service.name)?.some((name) => isFor(name, address.scheme ?? known?.protocol, kind))) continue
      const message = `${service.name} names the address of a ${kind === 'objectstore' ? 'store' : kind} in its code: ${address.shown}.`
      yield { message, at, services: [service.name] }
    }
  },
}

/** What store the graph knows `cache:6379` to lead to, by where it stands. */
function storesByPlace({ edges, resources }: Graph): (at: At) => Store | undefined {
  const kinds = new Map(resources.map(({ name, kind }) => [name, kind]))
  const keyOf = ({ file, line, column }: At): string => `${file}\0${line}:${column}`
  const found = new Map<string, Store>()
  for (const { to, evidence } of edges) {
    const kind = kinds.get(to)
    if (kind === undefined || kind === 'external') continue
    for (const each of evidence)
      if (each.kind === 'address' && each.address?.port !== undefined)
        found.set(keyOf(each), { kind, protocol: protocolOf(to) })
  }
  return (at) => found.get(keyOf(at))
}

/** Settings that whoever installs it makes their own of: `shop.conf.example.py`. */
const example = /[._-](?:example|sample|dist|template)\.[a-z]+$/

/** Hosts and buckets that stand for whatever a reader has: `kafka.example.com`, `my-bucket`. Nothing is there. */
const standIn =
  /(?:^|\.)example(?:\.(?:com|org|net))?$|^(?:(?:my|your|some|example|sample)[-_](?:bucket|host|server|db|database)|bucket)(?:[-_]?name)?$/i

/** Whether a setting says by its name that it holds the address of such a store. */
const isFor = (name: string, scheme: string | undefined, kind: string): boolean =>
  (scheme !== undefined && protocolOf(name) === scheme) ||
  (kind === 'database' && /(?:^|_)(?:DB|DATABASE|SQL|DSN)(?:_|$)/i.test(name))
