import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { makerOf } from '../imports/makers.ts'
import type { Host } from './who-runs.ts'

/** `orders.acme.com`, `orders.acme-staging.io`: a service, the system or its makers, and where it runs. */
const publicHost =
  /^([a-z\d][a-z\d-]*)\.([a-z\d][a-z\d-]*?)(?:-(?:dev|development|test|testing|qa|stage|staging|sandbox|preview|prod|production))?\.(?:com|io|dev|net|org|app|ai|cloud|co|tech)$/
/** Where anybody has a host: what makers publish at, and no system of theirs. */
const ofMany = /^(?:github|gitlab|bitbucket|example|npmjs|docker|google|amazon|microsoft|apache)$/

/**
 * Finds who answers at a host of the makers' own domain that is called after a service, as settings for production tell it:
 * `https://orders.acme.com` of `acme-orders` or `orders`, where the packages here are called `@acme/…` or `github.com/acme/…`.
 */
export function publicNames(services: readonly Service[], facts: FactIndex): (host: string) => Host | undefined {
  let makers: ReadonlySet<string> | undefined
  const byName = new Map(services.map((service) => [service.name.toLowerCase(), service]))
  return (host) => {
    const [, name = '', domain = ''] = publicHost.exec(host) ?? []
    if (name === '' || ofMany.test(domain)) return undefined
    makers ??= makersIn(facts)
    const service = makers.has(domain) ? (byName.get(`${domain}-${name}`) ?? byName.get(name)) : undefined
    return service === undefined ? undefined : { kind: 'service', service, fromOutside: true }
  }
}

/** What those who make the packages here are called, or the package around them all. */
function makersIn(facts: FactIndex): Set<string> {
  return new Set(
    facts.of('package').flatMap(({ at, ecosystem, name = '' }) => {
      if (name === '') return []
      const maker = makerOf(name, ecosystem === 'go' ? 'go' : 'typescript')
      const own = ecosystem === 'go' ? (maker.split('/').at(-1)?.split('.')[0] ?? '') : maker.slice(1)
      const isRoot = posix.dirname(at.file) === '.' && ecosystem === 'npm'
      return [own, ...(isRoot ? [name.split('/').at(-1) ?? ''] : [])].map((each) => each.toLowerCase())
    }),
  )
}
