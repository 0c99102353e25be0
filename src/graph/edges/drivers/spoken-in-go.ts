import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { drivers } from '../../../products/drivers.ts'
import { protocolOf } from '../../../products/protocols.ts'
import type { Service } from '../../graph.ts'
import { packageUsers } from '../../imports/go-packages.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { serviceOf } from '../../subjects.ts'
import { isTestFile } from '../../test-file.ts'

const rows =
  /sql|pg|gorm|orm|(?:^|\/)ent(?:\/|$)|entgo|db|database|bun|(?:^|\/)pop|migrat|stor(?:e|age)|dao|repo|maria/i
const messages =
  /kafka|sarama|franz|goka|watermill|rabbit|amqp|nats|stan|mq|queue|broker|pubsub|event|messag|stream|bus|pulsar|nsq|machinery|dapr|cloudevents|plugins/i
/** Words in paths of packages that may speak a protocol, or set somebody up who does. */
const words: Readonly<Record<string, RegExp>> = {
  postgres: rows,
  mysql: rows,
  mariadb: rows,
  sqlserver: rows,
  oracle: rows,
  sql: rows,
  mongodb: /mongo|mgo|db|database|stor(?:e|age)|dao|repo/i,
  redis: /redis|cache|valkey|rueidis|asynq|machinery|session|limit|stor(?:e|age)|queue|lock|stream|plugins/i,
  memcached: /memc|cache/i,
  kafka: messages,
  amqp: messages,
  nats: messages,
}

/**
 * Whether a program of Go can speak with a store: it imports all that it uses, so that an address of a store which no
 * package it is built with can speak with was left behind in its settings. What cannot be told is true.
 */
export function speaksInGo(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): (service: Service, protocol: string) => boolean {
  let known: ReadonlyMap<Service, ReadonlySet<string>> | undefined
  const owners = ownersOfModules(facts)
  return (service, protocol) => {
    const word = words[protocol]
    if (service.language !== 'go' || word === undefined) return true
    known ??= importsFromElsewhere(services, facts, resolve)
    const imported = known.get(service)
    if (imported === undefined) return true
    return [...imported].some((specifier) => {
      // What its makers keep elsewhere may do anything.
      if (owners.has(ownerOf(specifier))) return true
      const store = drivers.find(([pattern]) => pattern.test(specifier))?.[1]
      if (store === undefined) return word.test(specifier)
      const spoken = protocolOf(store) ?? store
      return spoken === protocol || (word === rows && words[spoken] === rows)
    })
  }
}

const hostsOfMany = /^(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org)\//
/** Whose module it is: `github.com/acme`, `acme.example`. */
const ownerOf = (path: string): string =>
  path
    .split('/')
    .slice(0, hostsOfMany.test(path) ? 2 : 1)
    .join('/')

const ownersOfModules = (facts: FactIndex): ReadonlySet<string> =>
  new Set(
    facts
      .of('package')
      .flatMap(({ ecosystem, name }) => (ecosystem === 'go' && name?.includes('.') ? [ownerOf(name)] : [])),
  )

/** What each service imports from outside of the repository, over the packages of it that it is built with. */
function importsFromElsewhere(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): Map<Service, Set<string>> {
  const users = packageUsers(services, facts, resolve)
  const found = new Map<Service, Set<string>>()
  for (const fact of facts.of('import')) {
    const { at, language, specifier } = fact
    if (language !== 'go' || isTestFile(at.file) || resolve(fact).kind === 'file') continue
    const owner = serviceOf({ services }, at.file)
    for (const service of owner ? [owner] : (users.get(posix.dirname(at.file)) ?? []))
      found.set(service, (found.get(service) ?? new Set()).add(specifier))
  }
  return found
}
