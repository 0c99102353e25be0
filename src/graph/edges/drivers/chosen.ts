import { imageName } from '../../../products/image-name.ts'
import { protocolOf } from '../../../products/protocols.ts'
import { ownersOfWorkloads } from '../../settings/owners.ts'
import { serviceOf } from '../../subjects/of-file.ts'
import type { Sources } from '../sources.ts'
import { kindOf, type StoreUse } from './uses.ts'

/** A variable that chooses among the databases that a program can speak with: `SHOP_DB_DRIVER=mysql`. */
const choosing = /(?:^|_)(?:DB|DATABASE|SQL)_?(?:DRIVER|DIALECT|TYPE|ENGINE|PROVIDER|VENDOR)$/i

/**
 * Whether a use of a database is of the kind that its service is told to take, where manifests tell it one: a program that
 * can be run with several of them has the libraries of all.
 */
export function chosenDatabases({ services, facts }: Sources): (use: StoreUse) => boolean {
  const owner = ownersOfWorkloads(services, facts)
  const chosen = new Map<string, Set<string>>()
  for (const { at, name, value, workload } of facts.of('env-set')) {
    const service = workload !== undefined && choosing.test(name) ? owner(at.file, workload) : undefined
    const protocol = service === undefined ? undefined : protocolOf(value ?? '')
    if (service === undefined || protocol === undefined) continue
    chosen.set(service.name, (chosen.get(service.name) ?? new Set()).add(protocol))
  }
  return ({ service, store }) => {
    const protocols = kindOf(store) === 'database' ? chosen.get(service.name) : undefined
    const own = protocolOf(store)
    // What is no database of rows stands beside the one that is chosen.
    return protocols === undefined || own === undefined || !ofRows.has(own) || protocols.has(own)
  }
}

/**
 * Uses without those that a library shared by several services offers beside others of their kind, where the manifests of the
 * system run one of these and nothing of the former: who can speak with MySQL, PostgreSQL and SQLite speaks with what is run.
 */
export function withoutIdleChoices(uses: readonly StoreUse[], { services, facts }: Sources): readonly StoreUse[] {
  let run: ReadonlySet<string | undefined> | undefined
  const isRun = (protocol: string): boolean => {
    run ??= new Set(
      facts
        .of('workload')
        .flatMap(({ containers }) => containers.map(({ image }) => protocolOf(imageName(image ?? '')))),
    )
    return run.has(protocol)
  }
  const kindsOf = new Map<StoreUse, { readonly kind: string; readonly protocol: string }>()
  const running = new Set<string>()
  for (const use of uses) {
    const protocol = protocolOf(use.store) ?? (ofRows.has(use.store) ? use.store : undefined)
    const kind = protocol === undefined ? undefined : ofRows.has(protocol) ? 'rows' : kindOf(use.store)
    const isOfLibrary = (use.sharedBy?.length ?? 0) > 1 && use.at.file.endsWith('.go') && isOutside(services, use)
    if (protocol === undefined || !(kind === 'rows' || kind === 'broker') || !isOfLibrary) continue
    kindsOf.set(use, { kind, protocol })
    if (isRun(protocol)) running.add(`${use.service.name}\0${kind}`)
  }
  return uses.filter((use) => {
    const known = kindsOf.get(use)
    return known === undefined || isRun(known.protocol) || !running.has(`${use.service.name}\0${known.kind}`)
  })
}

const isOutside = (services: Sources['services'], { at }: StoreUse): boolean =>
  serviceOf({ services }, at.file) === undefined

const ofRows = new Set(['postgres', 'mysql', 'sqlserver', 'oracle', 'sqlite'])
