import { posix } from 'node:path'
import { isPlainMap } from '../../yaml/loose.ts'
import { readYaml, type YamlDocument, type YamlPath } from '../../yaml/read.ts'
import { isForBrowsers } from '../address/browser-variables.ts'
import { argumentFacts, commandOf } from '../arguments.ts'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { At, Container, Fact, SecurityContext } from '../fact.ts'
import { healthAsked } from '../health-check/asked.ts'
import { jvmProperties } from '../jvm/options.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { present } from '../present.ts'
import { startedBeside } from '../supervisor/command-line.ts'
import { buildOf, contextsOf, environmentOf, interpolated, mountedBy, openPortsOf, portOf } from './fields.ts'
import { publicHosts, publicPrefixes } from './public-hosts.ts'

const nameForm = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/
/** What a program writes such a file from, among its own sources: `src/server/docker-compose.template.yml`. */
const ofGenerator = /(?:^|\/)src\/.*\.(?:template|tmpl|tpl)\.ya?ml$/
/** Values of charts may look alike. */
const otherForm = /^(?:values|kustomization)\b/

/** Compose files: what runs, under which names, with which variables and ports. `depends_on` is start order, no call. */
export const compose: Extractor = {
  id: 'compose',
  endings: ['.yaml', '.yml'],
  extract(file) {
    const isNamed = nameForm.test(posix.basename(file.path))
    if (ofGenerator.test(file.path) || (!isNamed && !looksAlike(file))) return []
    const { documents, problems } = readYaml(file.text, file.path)
    const [problem] = problems
    if (!isNamed && (problem || !documents.some(({ data }) => runsSomething(data)))) return []
    if (problem) {
      const at = { file: file.path, line: problem.place?.line ?? 1, column: problem.place?.column ?? 1 }
      return [{ kind: 'unresolved', at, about: 'manifest', why: problem.message }]
    }
    return documents.flatMap((document) => {
      const services = Object.entries(asMap(asMap(document.data).services))
      const once = waitedFor(services)
      const hostsOf = publicHosts(services)
      const linked = linkedNames(services, (name) => atKey(document, ['services', name], file.path))
      const all = services.flatMap(([name, service]) => [
        ...serviceFacts(name, asMap(service), document, file, once.has(name)),
        ...hostsOf(name).map((host): Fact => {
          const place = atKey(document, ['services', name], file.path)
          return {
            kind: 'front',
            at: place,
            ports: [],
            hosts: [host],
            address: { host: name, shown: name },
            fromOutside: true,
          }
        }),
        ...publicPrefixes(service).map((prefix): Fact => {
          const place = atKey(document, ['services', name], file.path)
          return { kind: 'forward', at: place, prefix, address: { host: name, shown: name }, fromOutside: true }
        }),
      ])
      return [...all, ...linked]
    })
  },
}

/** Files of any other name (`app.yml`, `docker-stack.yml`): services at the top that soon say what they run. */
function looksAlike({ path, text }: SourceFile): boolean {
  const start = text.search(/^services:[ \t]*(?:#.*)?\r?$/m)
  if (start < 0 || otherForm.test(posix.basename(path)) || /^apiVersion\s*:/m.test(text)) return false
  return /^[ \t]+(?:image|build)[ \t]*:/m.test(text.slice(start, start + 4000))
}

/** Whether every service is a map, and some run an image. */
function runsSomething(data: unknown): boolean {
  const services = Object.values(asMap(asMap(data).services))
  const runs = ({ image, build }: Loose): boolean => asText(image) !== undefined || buildOf(build, '.') !== undefined
  return services.length > 0 && services.every(isPlainMap) && services.map(asMap).some(runs)
}

/** What others wait for to have ended: it prepares something for them, once. */
function waitedFor(services: readonly (readonly [string, unknown])[]): Set<string> {
  return new Set(
    services.flatMap(([, service]) =>
      Object.entries(asMap(asMap(service).depends_on)).flatMap(([name, how]) =>
        asText(asMap(how).condition) === 'service_completed_successfully' ? [name] : [],
      ),
    ),
  )
}

/** What services are called by those that link to them (`links: ['shop-db:db']`); a name that stands for several is nobody's. */
function linkedNames(services: readonly (readonly [string, unknown])[], place: (name: string) => At): Fact[] {
  const targets = new Map<string, Set<string>>()
  for (const [, service] of services) {
    for (const link of asList(asMap(service).links)) {
      const [target, alias] = asText(link)?.split(':') ?? []
      if (target !== undefined && alias) targets.set(alias, (targets.get(alias) ?? new Set()).add(target))
    }
  }
  return [...targets].flatMap(([name, [workload, ...others]]): Fact[] => {
    const linked = services.find(([each]) => each === workload)
    if (workload === undefined || linked === undefined || others.length > 0 || name === workload) return []
    const ports = asList(asMap(linked[1]).ports).flatMap(portOf)
    return [
      {
        kind: 'network-name',
        at: place(workload),
        source: 'compose',
        name,
        selector: {},
        workload,
        ports: ports.map(({ container: port }) => ({ port })),
      },
    ]
  })
}

/** What `healthcheck: { test: … }` asks the container for; one that is turned off says `test: [NONE]`. */
function healthOf(check: unknown, place: At): Container['health'] {
  const { test } = asMap(check)
  const asks = healthAsked(asText(test) ?? asList(test).map(String).join(' '))
  return asks === undefined ? undefined : { at: place, asks }
}

/** `user: nginx`, `user: "1000:1000"`; what a variable tells is not known. */
function userOf(user: string | undefined): SecurityContext {
  if (user === undefined || user.includes('$')) return {}
  const [name = ''] = user.split(':')
  if (/^\d+$/.test(name)) return { runAsUser: Number(name) }
  return name === 'root' ? { runAsUser: 0 } : { runAsNonRoot: true }
}

function serviceFacts(name: string, service: Loose, document: YamlDocument, file: SourceFile, isOnce: boolean): Fact[] {
  const path = ['services', name]
  const place = (more: YamlPath = []): At => at(document, [...path, ...more], file.path)
  const here = atKey(document, path, file.path)
  const folder = posix.dirname(file.path)
  const build = buildOf(service.build, folder)
  const image = asText(service.image)
  const container: Container = {
    at: here,
    name,
    ...(image === undefined ? {} : { image: interpolated(image) }),
    role: 'main',
    ...commandOf(service.entrypoint, service.command),
    ports: asList(service.ports).flatMap(portOf),
    ...openPortsOf(service.ports),
    probes: {},
    ...present({ health: healthOf(service.healthcheck, place(['healthcheck'])) }),
    resources: { requests: {}, limits: {} },
    security: userOf(asText(service.user)),
  }
  const envFiles = (Array.isArray(service.env_file) ? service.env_file : [service.env_file]).flatMap(
    (entry: unknown) => {
      const text = asText(entry) ?? asText(asMap(entry).path)
      return text === undefined ? [] : [posix.join(folder, text)]
    },
  )
  const names = [
    name,
    asText(service.container_name),
    asText(service.hostname),
    ...Object.values(asMap(service.networks)).flatMap((network) => asList(asMap(network).aliases).map(asText)),
  ]
  return [
    {
      kind: 'workload',
      at: here,
      source: 'compose',
      name,
      type: isOnce ? 'Job' : 'service',
      labels: {},
      ...(build ? { build: { ...build, ...contextsOf(service.build, folder, place) } } : {}),
      containers: [container],
      ...mountedBy(service, folder, place),
      podSecurity: {},
      envFrom: [],
      envFiles,
      ...(service.profiles === undefined
        ? {}
        : { profiles: asList(service.profiles).flatMap((profile) => asText(profile) ?? []) }),
      partial: build === undefined && image === undefined,
    },
    ...[...new Set(names.filter((each) => each !== undefined))].map(
      (each): Fact => ({
        kind: 'network-name',
        at: here,
        source: 'compose',
        name: each,
        selector: {},
        workload: name,
        ports: container.ports.map(({ container: port }) => ({ port })),
      }),
    ),
    ...(['entrypoint', 'command'] as const).flatMap((field): Fact[] => {
      const command = service[field]
      const words = Array.isArray(command) ? command.map((word) => interpolated(asText(word) ?? '')) : asText(command)
      const text = typeof words === 'string' ? interpolated(words) : (words ?? [])
      return [
        ...argumentFacts(text, (index) => place(Array.isArray(command) ? [field, index] : [field]), name),
        ...startedBeside(text, place([field]), name),
      ]
    }),
    ...sidecarName(service, here),
    ...environmentOf(service.environment).flatMap(({ name: variable, value, step }): Fact[] => {
      const told = value === undefined ? undefined : interpolated(value)
      const all = [{ name: variable, ...(told === undefined ? {} : { value: told }) }, ...jvmProperties(variable, told)]
      const at = place(['environment', step])
      return all.map((each) => ({ kind: 'env-set', at, ...each, from: { source: 'literal' }, workload: name }))
    }),
    ...builtIn(service.build, name, place),
  ]
}

/** Variables that an image of a page is built with, which its code then holds. */
function builtIn(build: unknown, workload: string, place: (more: YamlPath) => At): Fact[] {
  return environmentOf(asMap(build).args).flatMap(({ name, value, step }): Fact[] => {
    if (value === undefined || !isForBrowsers(name)) return []
    const at = place(['build', 'args', step])
    return [{ kind: 'env-set', at, name, value: interpolated(value), from: { source: 'literal' }, workload }]
  })
}

/** A side-car of Dapr gives the service that it shares a network with a name of its own. */
function sidecarName(service: Loose, place: At): Fact[] {
  const command = Array.isArray(service.command) ? service.command.join(' ') : (asText(service.command) ?? '')
  const name = /daprd\b.*?\s--?app-id[ =]"?([\w.-]+)/s.exec(command)?.[1]
  const workload = /^service:([\w.-]+)$/.exec(asText(service.network_mode) ?? '')?.[1]
  if (name === undefined || workload === undefined) return []
  return [{ kind: 'network-name', at: place, source: 'compose', name, selector: {}, workload, ports: [] }]
}

function at(document: YamlDocument, path: YamlPath, file: string): At {
  const { line, column } = document.placeOf(path)
  return { file, line, column }
}

function atKey(document: YamlDocument, path: YamlPath, file: string): At {
  const { line, column } = document.placeOfKey(path)
  return { file, line, column }
}
