import { families } from '../../../../graph/owners/families.ts'
import { isMigration, isTestFile } from '../../../../graph/test-file.ts'
import { listed } from '../../../listed.ts'
import type { Report, Rule } from '../../../rule.ts'
import { sharingByNature } from '../../by-nature.ts'

/** What has no meaning of its own, whatever is kept in it: messages on their way, and what types of a domain are made from. */
const technical =
  /outbox|inbox|(?:persist(?:ent|ed)?|processed|consumed|handled)(?:message|event)|messagepersist|message(?:store|log|entry)|storedmessage|event(?:log|store|entry)|idempoten|deadletter|^(?:abstract|base|generic)|base$|ContextBase|BaseEntity|AuditLog|^\w*(?:Audit|Delet|Tenant|Version)\w*Entity$|^Entity$|AggregateRoot$/i

/** Folders of what keeps things whose meaning is whoever's puts them there: `eventstore/event.go`, `outbox/message.go`. */
const ofStores = /(?:^|\/)(?:(?:event|snapshot|saga|message)[-_]?stores?|outbox|inbox)\//i

export const sharedDomainLibrary: Rule = {
  id: 'shared-domain-library',
  group: 'code',
  severity: 'warning',
  summary: 'Services share a library that holds stored domain types.',
  why: 'Whoever changes such a type changes the stored data of every service that uses it, and all must be released together.',
  help: 'Give each service its own type for what it keeps, and share only what has no meaning of its own: logging, metrics, retries.',
  options: { allow: { default: [] } },
  *check(context): Iterable<Report> {
    const { facts, libraries, options, serviceOf } = context
    const allowed = new Set(options.texts('allow'))
    const stored = facts.of('stored-type').filter(({ at, name }) => !isTestFile(at.file) && !technical.test(name))
    if (stored.length === 0) return
    const byNature = sharingByNature(context)
    const isOne = families(context.graph.services)
    const told: { readonly folder: string; readonly services: readonly string[] }[] = []
    for (const { folder, uses } of libraries()) {
      // What brings stored data from one form into another has to know both.
      const isForOnce = (name: string): boolean => byNature.has(name) || isMigration(uses.get(name)?.file ?? '')
      const services = [...uses.keys()].filter((name) => !isForOnce(name)).sort()
      // A package of Go inside of another one is a part of what is told already.
      const isTold = told.some(
        (each) => folder.startsWith(`${each.folder}/`) && services.every((name) => each.services.includes(name)),
      )
      // A module may hold services with what is theirs: `cmd/orders` beside the packages that all of them use.
      const types = stored.filter(
        ({ at }) => at.file.startsWith(`${folder}/`) && serviceOf(at.file) === undefined && !ofStores.test(at.file),
      )
      const [first] = types
      const isOfOne = services.slice(1).every((name) => isOne(name, services[0] ?? name))
      if (first === undefined || isOfOne || isTold || allowed.has(folder)) continue
      told.push({ folder, services })
      yield {
        message: `${services.join(', ')} share ${folder}, which holds types that are kept in a store: ${listed([...new Set(types.map(({ name }) => name))])}.`,
        at: first.at,
        services,
        related: services.flatMap((service) => {
          const at = uses.get(service)
          return at ? [{ ...at, message: `${service} uses it` }] : []
        }),
      }
    }
  },
}
