import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { Service } from '../graph.ts'
import { plainName } from '../source-folders.ts'
import { nameOfWorkload } from '../telling-names.ts'

/** Services by the program that they are roles of. */
type Programs = ReadonlyMap<string, readonly Service[]>

const known = new WeakMap<readonly Service[], Programs>()

function programsOf(services: readonly Service[]): Programs {
  const programs = known.get(services) ?? grouped(services)
  known.set(services, programs)
  return programs
}

function grouped(services: readonly Service[]): Programs {
  const programs = new Map<string, Service[]>()
  for (const service of services) {
    if (service.program === undefined) continue
    programs.set(service.program, [...(programs.get(service.program) ?? []), service])
  }
  return programs
}

/** Of the roles of a service's program the one that a workload is called after; the service itself where none is. */
export function roleCalled(services: readonly Service[], service: Service, { name }: WorkloadFact): Service {
  const roles = service.program === undefined ? [] : (programsOf(services).get(service.program) ?? [])
  const called = nameOfWorkload(name).toLowerCase()
  return (
    roles.find((role) => plainName(role.name) === plainName(called)) ??
    roles.find((role) => called.endsWith(`-${role.name.toLowerCase()}`)) ??
    roles.find((role) => called.startsWith(`${role.name.toLowerCase()}-`)) ??
    service
  )
}

/**
 * Whose code a file in the folder of a service is: of all roles of the program that have no folder of their own; or of the
 * one that it is called after, which starts there: `worker.py` of a role `worker`, `orders.service.js` of a role `orders`,
 * `cmd/serve.go` of what `shop serve` starts.
 */
export function rolesWithCode(services: readonly Service[], service: Service, file: string): readonly Service[] {
  if (service.program === undefined || service.program !== service.path) return [service]
  const all = programsOf(services).get(service.program) ?? []
  const reaching = rolesReaching(all, file)
  if (reaching.length > 0) return reaching
  const roles = all.filter((role) => role === service || role.path.startsWith(`${service.path}#`))
  const own = plainName(posix.parse(file).name.replace(/\.service$/, ''))
  // A role is called `shop-orders` as well, also where another program has a role `orders`.
  const behind = `${plainName(posix.basename(service.program))}${own}`
  const isCalled = ({ name }: Service): boolean => plainName(name) === own || plainName(name) === behind
  const starts = roles.filter(
    (role) => isCalled(role) || (role.command !== undefined && plainName(role.command) === own && isCommand.test(file)),
  )
  return starts.length === 1 ? starts : roles
}

/** Of roles whose commands have a file of their own, those whose file it is, or reaches it; none where that does not tell. */
function rolesReaching(all: readonly Service[], file: string): readonly Service[] {
  const known = all.filter(({ code }) => code !== undefined)
  if (known.length < 2) return []
  const owner = known.find(({ code }) => code?.file === file)
  if (owner !== undefined) return [owner]
  const reaching = known.filter(({ code }) => code?.packages.includes(posix.dirname(file)))
  return reaching.length === 0 ? [] : [...reaching, ...all.filter(({ code }) => code === undefined)]
}

/** A file of one command of a program of Go, where its package has one for each. */
const isCommand = /(?:^|\/)(?:cmds?|commands?|cli)\/\w+\.go$/

/** Whether two services are roles of one program. */
export function areRoles(services: readonly Service[]): (a: string, b: string) => boolean {
  const programOf = new Map(services.map(({ name, program }) => [name, program]))
  return (a, b) => programOf.get(a) !== undefined && programOf.get(a) === programOf.get(b)
}
