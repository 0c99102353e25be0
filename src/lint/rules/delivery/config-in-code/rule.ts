import { sourceLanguage } from '../../../../facts/source-language.ts'
import { programsByHand } from '../../../../graph/discover/programs-by-hand.ts'
import { isLocal } from '../../../../graph/hosts.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { protocolOf, storeKind } from '../../../../products/protocols.ts'
import type { Rule } from '../../../rule.ts'

export const configInCode: Rule = {
  id: 'config-in-code',
  group: 'delivery',
  severity: 'warning',
  summary: 'Code names the address of a database, a cache or a broker, and nothing outside of it changes that.',
  why: 'Another environment needs another build: what was tested is not what runs, and a move of the store is a release.',
  help: 'Read the address from a setting, and give its value in compose and in the manifests.',
  *check({ facts, serviceOf }) {
    const isTool = programsByHand(facts)
    const settings = new Map<string, string[]>()
    for (const { at, name } of facts.of('env-read')) {
      const service = serviceOf(at.file)
      if (service) settings.set(service.name, [...(settings.get(service.name) ?? []), name])
    }
    for (const { at, address, use } of facts.of('address')) {
      const isCode = sourceLanguage(at.file) !== undefined && !isTestFile(at.file)
      const service = use === 'literal' && isCode ? serviceOf(at.file) : undefined
      const kind = storeKind(address.scheme ?? '')
      // On the developer's own machine it is a default, if an unlucky one.
      if (service === undefined || kind === undefined || isLocal(address.host) || isTool(at.file, service)) continue
      // What it starts from may be replaced by a setting for the same thing.
      if (settings.get(service.name)?.some((name) => isFor(name, address.scheme, kind))) continue
      const message = `${service.name} names the address of a ${kind === 'objectstore' ? 'store' : kind} in its code: ${address.shown}.`
      yield { message, at, services: [service.name] }
    }
  },
}

/** Whether a setting says by its name that it holds the address of such a store. */
const isFor = (name: string, scheme: string | undefined, kind: string): boolean =>
  protocolOf(name) === scheme || (kind === 'database' && /(?:^|_)(?:DB|DATABASE|SQL|DSN)(?:_|$)/i.test(name))
