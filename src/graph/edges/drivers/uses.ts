import type { At } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { keepsRows, protocolOf, storeKind } from '../../../products/protocols.ts'
import type { StoreKind } from '../../../products/stores.ts'
import { storeKinds } from '../../calls.ts'
import type { Resource, Service } from '../../graph.ts'
import type { EdgeSet } from '../edge-set.ts'
import { onlyStores } from '../only-stores.ts'

/** A service speaks with a store of some kind. */
export interface StoreUse {
  readonly service: Service
  readonly store: string
  readonly at: At
  readonly detail: string
  /** The library that speaks with this store or with another one of its kind, as it is set up. */
  readonly oneOf?: string
  /** All services that have the code, where it is of a library. */
  readonly sharedBy?: readonly Service[]
}

/** Where the address of a service's store is kept, of which nothing here tells more. */
export interface Origin {
  /** The same for two services that are given the same address: `Secret db/url`, `$DATABASE_URL`. */
  readonly name: string
  readonly at: At
  /** The variable that the service has it in. */
  readonly setting: string
  /** The one database behind it that the code names. */
  readonly database?: string
}

/** Languages of which one file imports just what it uses of another. */
export const ofClasses: ReadonlySet<string | undefined> = new Set(['java', 'kotlin'])

/** Databases that nobody runs as a server have no row of their own. */
export const kindOf = (store: string): StoreKind => storeKind(store) ?? 'database'

/** Writes uses of stores down, where no store of that kind is known of the service; all at once: one must not hide the next. */
export function useWriter(
  edges: EdgeSet,
  facts: FactIndex,
  originOf: (of: Service, store: string) => Origin | undefined,
): (uses: readonly StoreUse[]) => Resource[] {
  // Of databases nobody can tell so: one server has many.
  const onlyBroker = onlyStores(facts)
  return (uses) => {
    const fresh = uses.filter(
      (use) => !isKnown(edges, use.service, use.store, kindOf(use.store)) && !isToldToOthers(edges, use),
    )
    // Of the products that a library can speak with, the one that the manifests run.
    const isRun = ({ store }: StoreUse): boolean => onlyBroker(store) !== undefined
    const isLeftOut = (use: StoreUse): boolean =>
      use.oneOf !== undefined &&
      !isRun(use) &&
      uses.some((each) => each.service === use.service && each.oneOf === use.oneOf && isRun(each))
    return fresh
      .filter((use) => !isLeftOut(use))
      .map(({ service, store, at, detail }) => {
        const kind = kindOf(store)
        const broker = kind === 'broker' ? onlyBroker(store) : undefined
        const origin = broker === undefined ? originOf(service, store) : undefined
        const place = origin?.database === undefined ? '' : ` (${origin.database})`
        const name = broker ?? `${store} ${origin === undefined ? `of ${service.name}` : `at ${origin.name}${place}`}`
        edges.observe(service.name, name, storeKinds[kind], { ...at, kind: 'driver', confidence: 0.5, detail })
        if (origin !== undefined) {
          const told = {
            setting: origin.setting,
            origin: `${origin.name}${place}`,
            detail: `${origin.setting} from ${origin.name}`,
          }
          edges.observe(service.name, name, storeKinds[kind], {
            ...origin.at,
            kind: 'origin',
            confidence: 0.8,
            ...told,
          })
        }
        return { name, kind }
      })
  }
}

/** Whether it keeps files or looks things up beside a database, and stands for none. */
const isBesideDatabases = (protocol: string): boolean => storeKind(protocol) === 'objectstore' || looksUp.has(protocol)

const looksUp: ReadonlySet<string> = new Set(['elasticsearch', 'opensearch'])

/** The queue of a cloud, that a library of its own speaks with and whose place is rarely told: no other broker stands for one. */
const ofCloud = (name: string): string | undefined => /\b(?:sqs|sns|pubsub)\b/.exec(name)?.[0]

/**
 * Whether a store of its kind is known of a service. In the JVM a driver of another kind of database is another one, but where
 * settings tell the address of one for rows: a second driver for rows was left behind. In Go it is, too, but for rows; and
 * wherever one of the two keeps files, looks things up or is a queue of a cloud.
 */
function isKnown(edges: EdgeSet, { name, language }: Service, store: string, kind: StoreKind): boolean {
  const protocol = protocolOf(store)
  return edges.targetsOf(name, storeKinds[kind]).some((target) => {
    const other = protocolOf(target)
    // A queue that is asked over HTTP is no broker of another protocol.
    if (kind === 'broker' && /^https?:/.test(target) && protocol !== undefined && protocol !== 'sqs') return false
    const queue = ofCloud(store)
    if (!/^https?:/.test(target) && queue !== undefined && queue !== ofCloud(target)) return false
    if (protocol === undefined || other === undefined || other === protocol) return true
    if (other === 'sqs') return false
    // Clients of the one speak with the other, which was made of it.
    if (looksUp.has(protocol) && looksUp.has(other)) return true
    const areRows = keepsRows(protocol) && keepsRows(other)
    const isTold = () => edges.evidenceOf(name, target, storeKinds[kind]).some((proof) => proof.kind !== 'driver')
    if (areRows && ofClasses.has(language) && isTold()) return true
    if (ofClasses.has(language) || isBesideDatabases(protocol) || isBesideDatabases(other)) return false
    return language !== 'go' || kind !== 'database' || areRows
  })
}

/**
 * Whether others who have the same code of a library are told where the store is: they use it, and not whoever is not. What
 * another one's own code says of the store that it speaks with itself tells nothing of the library.
 */
function isToldToOthers(edges: EdgeSet, { service, store, sharedBy = [] }: StoreUse): boolean {
  const [protocol, kind] = [protocolOf(store), storeKinds[kindOf(store)]]
  const isTold = ({ name, path }: Service, target: string): boolean =>
    edges
      .evidenceOf(name, target, kind)
      .some((proof) => !/^(?:address|env-default|driver)$/.test(proof.kind) || !proof.file.startsWith(`${path}/`))
  return sharedBy.some(
    (other) =>
      other !== service &&
      edges.targetsOf(other.name, kind).some((target) => protocolOf(target) === protocol && isTold(other, target)),
  )
}
