import { posix } from 'node:path'
import { storeKind } from '../../products/protocols.ts'
import { readYaml } from '../../yaml/read.ts'
import { isHostAlone } from '../address/host-name.ts'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { Address, At, Fact } from '../fact.ts'
import { isOfOtherProgram } from '../settings-file/other-programs.ts'
import { centralConfiguration, likelyCentral } from './central-configuration.ts'
import { isConnectionFile, isSpringFile } from './file-name.ts'
import { forwards } from './forwards.ts'
import { configImports } from './imports.ts'
import { nameSetting } from './name-settings.ts'
import { settingParts } from './parts.ts'
import { filledWithDefaults, knownValues, placeholdersIn, unfilledAddress, variableOf } from './placeholder.ts'
import { type Property, propertiesOf } from './properties.ts'
import { localEnds, splitConnections } from './split-connections.ts'
import { topicsOf } from './topics.ts'

/** A host alone: `spring.rabbitmq.host`. */
const hostKey = /(?:^|[.-])(?:hosts?|brokers|nodes|contact-?points)$/i
/** The name of another service in discovery, as routes of gateways give it. */
const serviceId = /(?:^|\.)service-?id$/i

/** Where the server answers: in Spring, Micronaut, Quarkus and Ktor. */
const portKey =
  /^(?:(?:spring\.grpc\.|grpc\.|micronaut\.|quarkus\.http\.|quarkus\.grpc\.)?server\.port|quarkus\.http\.port|ktor\.deployment\.port)$/

/** The deadline of clients of gRPC: in Quarkus, in Spring gRPC, and in its starter by others. */
const deadlineKey = /^(?:quarkus\.grpc\.clients|spring\.grpc\.client|grpc\.client)\..+\.(?:default-?)?deadline$/i

/** How long clients wait that are made with a builder of Spring Boot, from 3.4 on: `spring.http.clients.read-timeout` from 4.0 on. */
const readTimeoutKey = /^spring\.http\.(client|reactiveclient|clients)\.read-?timeout$/i

function deadlinesOf(name: string, at: At): Fact[] {
  if (deadlineKey.test(name)) return [{ kind: 'default-deadline', at, protocol: 'grpc' }]
  const [, of] = readTimeoutKey.exec(name) ?? []
  return (['spring', 'spring-reactive'] as const).flatMap((protocol): Fact[] =>
    of === 'clients' || (of !== undefined && (of === 'client') === (protocol === 'spring'))
      ? [{ kind: 'default-deadline', at, protocol }]
      : [],
  )
}

/** Where Spring sends its measures: `management.metrics.export.influx.uri`, in newer releases `management.influx.metrics.export.uri`. */
const metricsKey = /^management\.(?:metrics\.export\.|[\w-]+\.metrics\.export\.)/

/** `zuul.routes.orders: /orders/**`, `zuul.routes.orders.path: /orders/**`: the key is a service where no other is told. */
const zuulRoute = /^zuul\.routes\.([\w-]+)(?:\.path)?$/

/** Which of several brokers carries the messages of Spring Cloud Stream, all or those of one binding. */
const binderKey = /^spring\.cloud\.stream\.(?:default-?binder|bindings\..+\.binder)$/i

/** Configuration of Spring, Micronaut and Quarkus: the name in discovery, variables that are read, addresses. */
export const spring: Extractor = {
  id: 'spring',
  endings: ['.yaml', '.yml', '.properties'],
  matches: (path) =>
    isSpringFile(posix.basename(path)) ||
    centralConfiguration.test(path) ||
    likelyCentral.test(path) ||
    (path.endsWith('.properties') && isConnectionFile(path)),
  extract(file) {
    if (file.path.endsWith('.properties')) return said(propertiesOf(file))
    // Beside it there may be manifests of whatever else is deployed.
    if (isOfOtherProgram(file.text) || isUsualCable(file)) return []
    const { documents, problems } = readYaml(withQuotedMarks(file.text), file.path)
    const [problem] = problems
    // A file of another kind may be no YAML at all.
    if (problem) return isCertain(file.path) ? [unreadable(file, problem)] : []
    const parts = documents.map((document) =>
      flattened(document.data, []).map(({ path, value }) => {
        const { line, column } = document.placeOf(path)
        return { name: path.join('.'), value, at: { file: file.path, line, column } }
      }),
    )
    const known = knownValues(parts.flat())
    return parts.flatMap((properties) => said(properties, known))
  },
}

/** Rails writes it into every application, with a Redis of this machine for those that would have one. */
const isUsualCable = ({ path, text }: SourceFile): boolean =>
  /(?:^|\/)config\/cable\.ya?ml$/.test(path) && !/rediss?:\/\/(?!localhost|127\.0\.0\.1)/.test(text)

const said = (properties: readonly Property[], known = knownValues(properties)): Fact[] => [
  ...properties.flatMap((property) => [
    ...topicsOf(property),
    ...factsOf(property, known),
    ...nameSetting(property.name, filledWithDefaults(property.value, known), property.at),
  ]),
  ...splitConnections(properties),
  ...settingParts(properties, known),
  ...localEnds(properties),
  ...forwards(properties),
  ...configImports(properties, known),
]

const isCertain = (path: string): boolean => isSpringFile(posix.basename(path)) || centralConfiguration.test(path)

/** Build tools put `@project.version@` into configuration; YAML takes no `@` at the start of a value. */
const withQuotedMarks = (text: string): string => text.replace(/(:[ \t]+)@([\w.-]+)@[ \t]*$/gm, "$1'$2'")

/** Settings of what tells others where a program is. */
const ofRegistry = /^(?:spring\.cloud\.(?:nacos|consul|zookeeper|polaris)\.|eureka\.|dubbo\.registr)/

function factsOf({ name, value, at }: Property, known: ReadonlyMap<string, string>): Fact[] {
  if (
    name === 'spring.application.name' ||
    name === 'micronaut.application.name' ||
    name === 'quarkus.application.name'
  ) {
    const own = filledWithDefaults(value, known)
    if (own === undefined) return []
    const isRegistered = [...known.keys()].some((key) => ofRegistry.test(key))
    return [
      {
        kind: 'network-name',
        at,
        source: 'discovery',
        name: own,
        selector: {},
        ports: [],
        ...(isRegistered ? { isRegistered } : {}),
      },
    ]
  }
  const deadlines = deadlinesOf(name, at)
  if (deadlines.length > 0) return deadlines
  const route = zuulRoute.exec(name)?.[1]
  if (route !== undefined && value.startsWith('/'))
    return [
      {
        kind: 'address',
        at,
        address: { scheme: 'http', host: route, shown: route },
        use: 'default',
        setting: variableOf(name),
      },
    ]
  // Where measures are sent to is watched by others, and no store of the program's own.
  if (metricsKey.test(name)) return []
  const filled = filledWithDefaults(value, known)
  if (portKey.test(name) && /^\d+$/.test(filled ?? '') && filled !== '0')
    return [...placeholdersIn(value, at), { kind: 'listen', at, port: Number(filled) }]
  const setting = variableOf(name)
  if (binderKey.test(name) && filled !== undefined) return [{ kind: 'env-read', at, name: setting, fallback: filled }]
  const reads = placeholdersIn(value, at).flatMap((fact): Fact[] =>
    fact.kind === 'env-read' ? [{ ...fact, fills: setting }] : [],
  )
  if (filled === undefined) {
    const address = unfilledAddress(value)
    return address
      ? [
          ...reads,
          { kind: 'address', at, address, use: 'default', setting, unfilled: true },
          ...namedBehindHost(value, address, at),
        ]
      : [...reads, ...namedBySetting(value, setting, at)]
  }
  const address =
    serviceId.test(name) && isHostAlone(filled) ? { scheme: 'http', host: filled, shown: filled } : parseAddress(filled)
  if (address)
    return [...reads, { kind: 'address', at, address, use: 'default', setting }, ...namedBehindHost(value, address, at)]
  const isHost = hostKey.test(name) && isHostAlone(filled)
  return isHost ? [...reads, { kind: 'env-read', at, name: setting, fallback: filled, fills: setting }] : reads
}

/** `jdbc:postgresql://db:5432/${DB_NAME}`: where the server is stands there, and which of its databases another setting tells. */
const ofServer = /^((?:jdbc:)?[a-z][\w+-]*:\/\/[^$/?]+)\/\$\{([\w.-]+)\}(?=[?;]|$)/

function namedBySetting(value: string, setting: string, at: At): Fact[] {
  const [, server = '', name = ''] = ofServer.exec(value) ?? []
  const address = parseAddress(server)
  if (address?.scheme === undefined || storeKind(address.scheme) !== 'database') return []
  return [
    { kind: 'address', at, address, use: 'default', setting },
    { kind: 'database-name', at, store: address.scheme, name: '', setting: variableOf(name) },
  ]
}

/** The host of an address of a store is what a setting tells: `jdbc:mysql://${DB_HOST:localhost}:3306/orders`. */
const hostOfSetting = /:\/\/(?:[^/@\s]*@)?\$\{/

function namedBehindHost(value: string, { scheme, path }: Address, at: At): Fact[] {
  const isNamed = path !== undefined && /^\w[\w-]*$/.test(path) && hostOfSetting.test(value)
  return isNamed && scheme !== undefined && storeKind(scheme) === 'database'
    ? [{ kind: 'database-name', at, store: scheme, name: path }]
    : []
}

function flattened(data: unknown, path: readonly (string | number)[]): { path: (string | number)[]; value: string }[] {
  if (Array.isArray(data)) return data.flatMap((item: unknown, index) => flattened(item, [...path, index]))
  if (data !== null && typeof data === 'object') {
    return Object.entries(data).flatMap(([key, value]) => flattened(value, [...path, key]))
  }
  return typeof data === 'string' || typeof data === 'number' ? [{ path: [...path], value: String(data) }] : []
}

function unreadable(
  { path }: SourceFile,
  problem: { place?: { line?: number; column?: number }; message: string },
): Fact {
  const { line = 1, column = 1 } = problem.place ?? {}
  return { kind: 'unresolved', at: { file: path, line, column }, about: 'manifest', why: problem.message }
}
