import { posix } from 'node:path'
import {
  centralConfiguration,
  centralNames,
  likelyCentral,
  sharedConfiguration,
} from '../../facts/spring/central-configuration.ts'
import type { Service } from '../graph.ts'
import { rolesWithCode } from '../owners/program-roles.ts'
import { type Services, serviceCalled } from './named.ts'

/** The service in whose folder a file lies, the innermost one. The root counts as a folder only if nothing else does. */
export function serviceOf(graph: Services, file: string): Service | undefined {
  const { files } = foldersOf(graph)
  const known = files.get(file)
  if (known !== undefined) return known.service
  const service = sharedConfiguration.test(file) ? undefined : holderOf(graph, file)
  files.set(file, { service })
  return service
}

/** Whose code a file of a service is: of all roles of its program, where it is one of several that share it. */
export function servicesOf(graph: Services, file: string): readonly Service[] {
  const service = serviceOf(graph, file)
  return service === undefined ? [] : rolesWithCode(graph.services, service, file)
}

/** The service whose settings a configuration server keeps in a file: it lies in the server's folder, under the service's name. */
export function configuredService(graph: Services, file: string): Service | undefined {
  if (!centralConfiguration.test(file) && !likelyCentral.test(file)) return undefined
  return centralNames(file)
    .map((name) => serviceCalled(graph, name))
    .find((service) => service !== undefined)
}

/** The service that lies in just this folder. */
export const serviceAt = (graph: Services, folder: string): Service | undefined => foldersOf(graph).byPath.get(folder)

function holderOf(graph: Services, file: string): Service | undefined {
  const { owners, parts } = foldersOf(graph)
  const folder = posix.dirname(file)
  return owners.get(file) ?? configuredService(graph, file) ?? parts.get(folder) ?? ownerOf(folder, owners)
}

function ownerOf(folder: string, owners: Folders['owners']): Service | undefined {
  if (owners.has(folder)) return owners.get(folder)
  const parent = posix.dirname(folder)
  const owner = parent === folder ? undefined : ownerOf(parent, owners)
  owners.set(folder, owner)
  return owner
}

interface Folders {
  readonly byPath: ReadonlyMap<string, Service>
  /** By folders outside of the services' own that one of them alone builds on. */
  readonly parts: ReadonlyMap<string, Service>
  /** By folder, seeded with the services' own and their projects', and filled as folders below them are asked for. */
  readonly owners: Map<string, Service | undefined>
  /** By file, filled as files are asked for: each fact of a file asks, for each rule. */
  readonly files: Map<string, { readonly service: Service | undefined }>
}
/** Every import and address asks whose it is: the answer must not depend on how many services there are. */
const known = new WeakMap<readonly Service[], Folders>()

function foldersOf({ services }: Services): Folders {
  let folders = known.get(services)
  if (folders === undefined) {
    const of = (pathsOf: (service: Service) => readonly string[]): [string, Service][] =>
      services.flatMap((service) => pathsOf(service).map((path): [string, Service] => [path, service]))
    // Of two in one folder the first has it.
    const byPath = new Map(of(({ path }) => [path]).reverse())
    const parts = new Map(of((service) => service.parts ?? []))
    const apart = services.flatMap(({ others = [] }) => others.map((path) => [path, undefined] as const))
    const owners = new Map<string, Service | undefined>([
      ...apart,
      ...of((service) => service.projects ?? []),
      ...byPath,
    ])
    folders = { byPath, parts, owners, files: new Map() }
    known.set(services, folders)
  }
  return folders
}
