import { posix } from 'node:path'
import type { YamlPath } from '../../yaml/read.ts'
import { keptValue } from '../dotenv/kept-value.ts'
import type { At, Container, WorkloadFact } from '../fact.ts'
import { asList, asMap, asNumber, asText, type Loose } from '../loose.ts'

type BuildContext = NonNullable<NonNullable<WorkloadFact['build']>['contexts']>[number]

/** What an image is built from, by folders of the repository; undefined for what lies elsewhere. */
export function buildOf(
  build: unknown,
  folder: string,
): { context: string; dockerfile?: string; target?: string; args?: string[] } | undefined {
  const told = asText(build) ?? asText(asMap(build).context) ?? (isBuiltHere(build) ? '.' : undefined)
  const context = told && slashed(told)
  if (context === undefined || /^[a-z]+:\/\/|^git@/.test(context)) return undefined
  // `$PWD` is where compose is called, which is the root of the repository.
  const path = interpolated(context)
  const fromRoot = /^\$\{?PWD\}?(?:\/|$)/.exec(path)?.[0]
  const written = (
    fromRoot === undefined ? posix.join(folder, path) : posix.normalize(path.slice(fromRoot.length) || '.')
  ).replace(/\/$/, '')
  // Sail of Laravel brings images of its own that run whatever is mounted: the application that it was added to.
  const [, mounted] = /^((?:.*?\/)?)vendor\/laravel\/sail\/runtimes(?:\/|$)/.exec(written) ?? []
  if (mounted !== undefined) return { context: mounted.replace(/\/$/, '') || '.' }
  const root = written
  const [dockerfile, target] = [asText(asMap(build).dockerfile), asText(asMap(build).target)]
  const args = environmentOf(asMap(build).args).flatMap(({ name, value = '' }) => {
    const kept = keptValue(name, interpolated(value)) ?? ''
    return argument.test(kept) ? [kept] : []
  })
  return {
    context: root,
    ...(args.length === 0 ? {} : { args }),
    ...(dockerfile === undefined ? {} : { dockerfile: posix.join(root, slashed(dockerfile)) }),
    ...(target === undefined ? {} : { target }),
  }
}

/** What may be a folder, or the name of one. */
const argument = /^(?=.*[a-z])@?[\w-][\w./-]{0,100}$/i

/** Docker on Windows takes `src\Orders\Dockerfile` as well. */
const slashed = (path: string): string => path.replaceAll('\\', '/')

/** Where no context is told it is the folder of the file, and its Dockerfile, or that of one stage of it. */
const isBuiltHere = (build: unknown): boolean => ['dockerfile', 'target', 'args'].some((key) => asMap(build)[key])

/** Folders that an image may copy from besides; images, repositories and other services of the file are none. */
export function contextsOf(
  build: unknown,
  folder: string,
  place: (path: YamlPath) => At,
): { contexts?: BuildContext[] } {
  const contexts = environmentOf(asMap(build).additional_contexts).flatMap(({ name, value = '', step }) =>
    /^[\w+-]+:/.test(value) || value === ''
      ? []
      : [{ at: place(['build', 'additional_contexts', step]), name, path: posix.join(folder, interpolated(value)) }],
  )
  return contexts.length === 0 ? {} : { contexts }
}

/** `8081:8080`, `127.0.0.1:8081:8080/tcp`, `8080`, or the long form. Ranges and variables say nothing definite. */
export function portOf(entry: unknown): Container['ports'][number][] {
  const long = asMap(entry)
  const target = asNumber(long.target)
  const published = asNumber(long.published)
  if (target !== undefined) return [{ container: target, ...(published === undefined ? {} : { host: published }) }]
  const match = /^(?:(?:\d+\.[\d.]+|\[[\da-f:]+\]):)?(?:(\d+|\$\{\w+\}|\$\w+):)?(\d+)(?:\/\w+)?$/.exec(
    interpolated(asText(entry) ?? ''),
  )
  if (match === null) return []
  if (match[1]?.startsWith('$')) return [{ container: Number(match[2]) }]
  return [{ container: Number(match[2]), ...(match[1] === undefined ? {} : { host: Number(match[1]) }) }]
}

/** Ports of a container that a file of variables may tell: `${PORT}:8080` says where it is found on the machine. */
export function openPortsOf(ports: unknown): { openPorts?: string[] } {
  const open = asList(ports).flatMap((entry) => {
    const text = interpolated(asText(entry) ?? '')
    return /^(?:[\w.]+:)?[\d${}\w]*\$\{?\w+\}?(?::[\d${}\w]+)?(?:\/\w+)?$/.test(text) ? [text] : []
  })
  return open.length === 0 ? {} : { openPorts: open }
}

/** All that a service sees of what lies outside of its image. */
export const mountedBy = (
  service: Loose,
  folder: string,
  place: (path: YamlPath) => At,
): Pick<WorkloadFact, 'volumes' | 'mounts'> => ({
  volumes: [...volumesOf(service.volumes, place), ...secretsOf(service.secrets, place)],
  ...mountsOf(service.volumes, folder),
})

/** Named volumes; folders of the machine are no volume that others could mount by name. */
function volumesOf(volumes: unknown, place: (path: YamlPath) => At): WorkloadFact['volumes'] {
  return asList(volumes).flatMap((entry, index) => {
    const long = asMap(entry)
    // `C:\\data:/data`, as Windows writes a folder.
    const short = asText(entry)
      ?.replace(/^[a-z]:(?=[\\/])/i, '')
      .split(':')
    const object = short
      ? short.length > 1
        ? short[0]
        : undefined
      : long.type === 'volume'
        ? asText(long.source)
        : undefined
    if (object === undefined || !/^[\w-]+$/.test(object)) return []
    return [{ at: place(['volumes', index]), source: 'claim' as const, object }]
  })
}

/** Secrets of the project that a service is given: `[db-password]`, `[{ source: db-password }]`. */
function secretsOf(secrets: unknown, place: (path: YamlPath) => At): WorkloadFact['volumes'] {
  return asList(secrets).flatMap((entry, index) => {
    const object = asText(entry) ?? asText(asMap(entry).source)
    return object === undefined ? [] : [{ at: place(['secrets', index]), source: 'secret' as const, object }]
  })
}

/** Files and folders beside the compose file that a container sees: `./nginx/default.conf:/etc/nginx/conf.d/default.conf`. */
function mountsOf(volumes: unknown, folder: string): { mounts?: string[] } {
  const mounts = asList(volumes).flatMap((entry) => {
    const long = asMap(entry)
    const source = asText(entry)?.split(':')[0] ?? (long.type === 'bind' ? asText(long.source) : undefined)
    const path = source === undefined ? '' : slashed(interpolated(source))
    return /^\.{1,2}(?:\/|$)/.test(path) ? [posix.join(folder, path).replace(/\/$/, '') || '.'] : []
  })
  return mounts.length === 0 ? {} : { mounts }
}

/** A map, or a list of `NAME=value`; a name alone is taken from the caller's environment. */
export function environmentOf(
  environment: unknown,
): { name: string; value: string | undefined; step: string | number }[] {
  if (Array.isArray(environment)) {
    return environment.flatMap((entry, index) => {
      const [name, ...value] = (asText(entry) ?? '').split('=')
      if (name === undefined || name === '') return []
      return [{ name, value: value.length === 0 ? undefined : value.join('='), step: index }]
    })
  }
  return Object.entries(asMap(environment)).map(([name, value]) => ({ name, value: asText(value), step: name }))
}

/** `$NAME`, which is the same as `${NAME}`; `$$` is a dollar. */
const bare = /\$\$|\$([A-Za-z_]\w*)/g
/** A variable with a default that no other one stands in. */
const innermost = /\$\{\w+:?-([^{}]*)\}/g
/** How deep people nest defaults. */
const deepest = 5

/**
 * `${NAME:-default}` and `${NAME-default}` become the default, in which there may be others: `${A:-kafka:${B:-9092}}`; a
 * variable without one stays, in braces.
 */
export function interpolated(text: string): string {
  let filled = text.replace(bare, (whole, name?: string) => (name === undefined ? whole : `\${${name}}`))
  for (let step = 0; step < deepest && filled.includes('${'); step++) {
    const next = filled.replace(innermost, '$1')
    if (next === filled) break
    filled = next
  }
  return filled.replace(/\$\{\w+:?-([^}]*)\}/g, '$1')
}
