import { posix } from 'node:path'
import type { ContractFact } from '../../../../facts/fact.ts'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { plainName } from '../../../../graph/source-folders.ts'
import { isDemonstration, isShown } from '../../../../graph/telling-names.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { placeOfAll } from '../versions.ts'
import { answeredHere } from './answered.ts'

/** What a platform asks of every service, and no client builds on; and what is there for a generator alone, which asks for a path: `/fake-get`. */
const operational =
  /^\/(?:(?:actuator|management|internal|q)(?:\/|$)|(?:fake|dummy|placeholder|healthz?|livez?|liveness|readyz?|readiness|ping|status|metrics|info|version|docs|openapi|swagger|favicon)\b|$)/i

/** What only tests speak: `testservice/test.proto`. */
const ofTests = /(?:^|\/)test[-_]?(?:service|proto|server|pb|grpc)\/|(?:^|\/)test\.proto$|(?:^|\/)bench(?:mark)?s?\//i

/** What a plug-in or a connector has of whom it speaks with: that one serves it. */
const ofOthers = /(?:^|\/)(?:plugins?|connectors?|integrations?)\/[\w.-]+\//i

/** What new services are made from. */
const forNewServices = /(?:^|\/)_?templates?\//i

/** `openapi-v1.json`, `v2.yaml`, `api-v1.7.yaml`, `1.7.2.yaml`, `v1/orders.json`: a document for each version, whatever stands before its paths. */
const namedVersion =
  /(?:^|[/._-])v\d+(?:\.\d+)*\.(?:ya?ml|json)$|(?:^|\/)\d+(?:\.\d+)+\.(?:ya?ml|json)$|(?:^|\/)v\d+(?:(?:alpha|beta)\d*)?\/(?:[\w.-]+\/)*[\w.-]+\.(?:ya?ml|json)$/i

export const unversionedApi: Rule = {
  id: 'unversioned-api',
  group: 'contract',
  severity: 'warning',
  summary: 'An API that has no version.',
  why: 'A change that breaks it breaks every caller at once: there is no second version to live beside the first.',
  help: 'Put a version in the path (/v1/orders), the server, the media type, or the package of a proto file (orders.v1).',
  *check({ facts, graph, has, serviceOf }): Iterable<Report> {
    const said = new Set<string>()
    // A document for readers that says again what services say of themselves.
    const told = new Set(
      facts
        .of('contract')
        .flatMap(({ at, operations }) => (isShown(at.file) ? [] : operations.map(({ name }) => name))),
    )
    const isCollected = ({ at, operations }: ContractFact): boolean =>
      isShown(at.file) && operations.some(({ name }) => told.has(name))
    // A copy of the contract of a program that is made elsewhere.
    const modules = facts.of('package').flatMap(({ ecosystem, name }) => (ecosystem === 'go' && name ? [name] : []))
    const isOfOthers = ({ home }: ContractFact): boolean =>
      home !== undefined && !modules.some((module) => module.startsWith(posix.dirname(home)))
    const serves = new Set(
      facts.of('stub').flatMap(({ role, service, at }) => {
        const server = role === 'serves' && !isTestFile(at.file) ? serviceOf(at.file) : undefined
        return server === undefined ? [] : [`${server.name}\0${service}`]
      }),
    )
    const isAnswered = answeredHere({ facts, graph, has, serviceOf })
    const isPart = partsOfDocuments(facts)
    // The first version of a contract may lie above the folders of those after it.
    const files = facts.of('contract').map(({ at }) => at.file)
    const later = new Set(files.filter((file) => placeOfAll(file) !== file).map(placeOfAll))
    const isFirst = ({ at }: ContractFact): boolean => later.has(at.file)
    const isIdle = ofIdlePrograms(facts, serviceOf)
    const distance = (contract: ContractFact): number => {
      const name = serviceOf(contract.at.file)?.name
      // Whose code answers is known better than whose name is alike.
      return contract.operations.length > 0 && contract.operations.every((each) => serves.has(`${name}\0${each.name}`))
        ? -1
        : fromProvider(contract, name)
    }
    for (const contract of facts.of('contract').toSorted((a, b) => distance(a) - distance(b))) {
      if (contract.isVersioned !== false || isTestFile(contract.at.file) || isDemonstration(contract.at.file)) continue
      if (ofTests.test(contract.at.file) || isOfClient(contract.at.file, has)) continue
      if (
        isCopy(contract, said) ||
        isCollected(contract) ||
        isOfOthers(contract) ||
        !isAnswered(contract) ||
        isIdle(contract) ||
        isFirst(contract) ||
        isPart(contract)
      )
        continue
      // What only shows it to readers does not answer for it.
      const service = isShown(contract.at.file) ? undefined : serviceOf(contract.at.file)
      // Nor do pages that are offered to be begun with.
      if ((service === undefined || service.inBrowsers === true) && forNewServices.test(contract.at.file)) continue
      const services = service ? [service.name] : []
      if (contract.style === 'grpc') yield { ...ofPackage(contract), services }
      if (contract.style !== 'openapi' || namedVersion.test(contract.at.file) || ofOthers.test(contract.at.file))
        continue
      const [first, ...more] = contract.operations.filter(({ name }) => !operational.test(name))
      if (first === undefined) continue
      const rest = more.length > 0 ? ` and ${more.length} more ${more.length === 1 ? 'path' : 'paths'}` : ''
      yield {
        message: `${titleOf(contract)} is served without a version: ${first.name}${rest}.`,
        at: first.at,
        services,
      }
    }
  },
}

/** Whether a contract lies in the folder of a program that is no service: where others are run, nothing runs it. */
function ofIdlePrograms(facts: FactIndex, serviceOf: RuleContext['serviceOf']): (contract: ContractFact) => boolean {
  const idle = facts.of('package').flatMap(({ at, starts }) => {
    const folder = posix.dirname(at.file)
    return starts && folder !== '.' && serviceOf(at.file) === undefined ? [`${folder}/`] : []
  })
  return ({ at }) => serviceOf(at.file) === undefined && idle.some((folder) => at.file.startsWith(folder))
}

/** Whether a document lies below the folder of one that is called as the whole is: that one takes its parts in, and has the servers. */
function partsOfDocuments(facts: FactIndex): (contract: ContractFact) => boolean {
  const wholes = facts
    .of('contract')
    .flatMap(({ at, style }) => (style === 'openapi' && whole.test(at.file) ? [`${posix.dirname(at.file)}/`] : []))
  return ({ at, style }) =>
    style === 'openapi' && wholes.some((folder) => folder !== './' && posix.dirname(at.file).startsWith(folder))
}
const whole = /(?:^|\/)(?:openapi|swagger|index|main|root)\.(?:ya?ml|json)$/

/** What a generator of clients leaves beside what it writes in Go: the document that it was made from, `api/openapi.yaml`. */
function isOfClient(file: string, has: (path: string) => boolean): boolean {
  const [, folder] = /^((?:.*\/)?)api\/openapi\.ya?ml$/.exec(file) ?? []
  return folder !== undefined && ['client.go', 'configuration.go'].every((each) => has(`${folder}${each}`))
}

/** How far a copy of a contract is from who answers for it: with the service of its name, with nobody, with a caller. */
function fromProvider({ at, style, name, operations }: ContractFact, service: string | undefined): number {
  const ours = plainName(service ?? '')
  // A package of Protobuf may be called `proto`: what it offers is named after the service then.
  const offered = style === 'grpc' && operations.length === 1 ? operations.map((operation) => operation.name) : []
  const names = [name?.split('.').at(-1) ?? '', ...offered].map(plainName)
  if (ours !== '' && names.some((theirs) => theirs !== '' && (ours.includes(theirs) || theirs.includes(ours)))) return 0
  if (service === undefined) return 1
  return /client|consumer|stub/i.test(at.file) ? 3 : 2
}

/** Callers often keep a copy of what they call: its original, or the first of its copies, is what counts. */
function isCopy({ at, style, name, operations }: ContractFact, said: Set<string>): boolean {
  const content = style === 'grpc' ? '' : operations.map((operation) => operation.name).sort()
  // Without a title, two of one folder that say the same are one: swagger.json and swagger.yaml.
  // A file of Protobuf without a package is known by what it offers.
  const offered = operations.map((operation) => operation.name).join()
  const place = style === 'grpc' && offered !== '' ? offered : posix.dirname(at.file)
  const key = JSON.stringify([style, name ?? place, content])
  const isKnown = (name !== undefined || operations.length > 0) && said.has(key)
  said.add(key)
  return isKnown
}

function ofPackage(contract: ContractFact): { message: string; at: ContractFact['at']; help: string } {
  const names = contract.operations.map(({ name }) => name).join(', ')
  if (contract.name === undefined) {
    const help = 'Give the file a package that ends in a version, such as: package orders.v1;'
    return { message: `${names}: the file has no package, and so no version.`, at: contract.at, help }
  }
  return {
    message: `The package ${contract.name} of ${names} has no version.`,
    at: contract.at,
    help: `Name the package ${contract.name}.v1.`,
  }
}

const titleOf = ({ name }: ContractFact): string => (name === undefined ? 'The API' : `The API "${name}"`)
