import { posix } from 'node:path'
import type { StubFact } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import type { Sources } from './sources.ts'

/** Finds the one service that a client calls: `from` is whose client it is, where that is known. */
export type ServerOf = (stub: StubFact, from?: Service) => Service | undefined

/**
 * Who implements what clients of gRPC call. Several may implement what is called alike: the caller itself offers it to
 * others, and means none of its own; then the package that both are generated into, whose generated code, and whose contract, the
 * client's file takes in tells the one, and at last what a cluster runs.
 */
export function stubServers(
  stubs: readonly StubFact[],
  of: (stub: StubFact) => readonly Service[],
  { services, facts, resolve }: Pick<Sources, 'services' | 'facts' | 'resolve'>,
): ServerOf {
  const servers = new Map<string, Map<Service, Set<string>>>()
  const packages = new Map<Service, Set<string>>()
  for (const stub of stubs) {
    for (const owner of stub.role === 'serves' ? of(stub) : []) {
      if (stub.of !== undefined) packages.set(owner, (packages.get(owner) ?? new Set()).add(stub.of))
      const known = servers.get(stemOf(stub)) ?? new Map<Service, Set<string>>()
      servers.set(stemOf(stub), known.set(owner, (known.get(owner) ?? new Set()).add(stub.at.file)))
    }
  }
  const takenBy = (file: string): readonly string[] =>
    facts.in(file).flatMap((fact) => {
      const target = fact.kind === 'import' ? resolve(fact) : undefined
      return target?.kind === 'file' ? [target.file] : []
    })
  let run: ReadonlySet<Service> | undefined
  const isDeployed = (service: Service): boolean => {
    run ??= new Set(
      facts
        .of('workload')
        .flatMap((each) => (each.source === 'kubernetes' ? (serviceOfWorkload({ services }, each) ?? []) : [])),
    )
    return run.has(service)
  }
  return (stub, from) => {
    if (stub.role !== 'calls') return undefined
    const files = servers.get(stemOf(stub)) ?? new Map<Service, Set<string>>()
    const all = [...files.keys()]
    const others = all.length > 1 ? all.filter((each) => each !== from) : all
    if (others.length < 2) return others[0]
    const taken = takenBy(stub.at.file)
    const places = new Set([stub.at.file, ...taken].map((file) => serviceOf({ services }, file)))
    const called = new Set(taken.map((file) => posix.dirname(file)))
    const shared = new Map(
      others.map((each) => {
        const folders = [...(files.get(each) ?? [])].flatMap(takenBy).map((file) => posix.dirname(file))
        return [each, new Set(folders.filter((folder) => called.has(folder)))]
      }),
    )
    // What all of them take in is no contract of one.
    const isOneContract = (each: Service): boolean =>
      [...(shared.get(each) ?? [])].some((folder) => others.some((other) => !shared.get(other)?.has(folder)))
    const narrowed = [
      others.filter((each) => stub.of !== undefined && packages.get(each)?.has(stub.of)),
      others.filter((each) => places.has(each)),
      others.filter(isOneContract),
      from !== undefined && isDeployed(from) ? others.filter(isDeployed) : [],
    ]
    return narrowed.find(({ length }) => length === 1)?.[0]
  }
}

/** What is generated in one language says `CartService` where another says `Cart`, or `CART_SERVICE`. */
export const stemOf = ({ service }: StubFact): string =>
  service
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/(?<=.)service$/, '')
