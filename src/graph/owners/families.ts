import { posix } from 'node:path'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import { plainName } from '../source-folders.ts'
import { areRoles } from './program-roles.ts'

/** `cmd/community` and `cmd/enterprise`: one program, built with more of it or with less. */
const edition = /^(?:community|enterprise|oss|foss|ee|ce|pro|premium|free)(?:-?edition)?$/i

/** `enterprise/backend` over `backend`: the folder that holds what an edition adds to others, each under its own path. */
const inEdition = /(?:^|\/)(?:enterprise|ee|pro|premium)(?:-?edition)?\//i

/** `shop-core-minimal` beside `shop-core`: the same, with less in it; `shop-core-v2`: what is to take its place. */
const smaller = /[-_](?:minimal|mini|lite|light|slim|full|v\d+)$/i

/** Whether two services are roles of one program, or editions of one, whose folders lie beside each other. */
export function editions(services: readonly Service[]): (a: string, b: string) => boolean {
  const isOneProgram = areRoles(services)
  const all = services.filter(({ path }) => edition.test(posix.basename(path)))
  const placeOf = new Map(all.map(({ name, path }) => [name, posix.dirname(path)]))
  const paths = new Map(services.map(({ name, path }) => [name, path]))
  const isSmaller = (a: string, b: string): boolean => {
    const path = paths.get(a)
    return path !== undefined && smaller.test(path) && path.replace(smaller, '') === paths.get(b)
  }
  const isOver = (a: string, b: string): boolean => {
    const path = paths.get(a)
    return path !== undefined && inEdition.test(path) && placeUnder(path) === placeUnder(paths.get(b) ?? '')
  }
  return (a, b) =>
    isOneProgram(a, b) ||
    (placeOf.has(a) && placeOf.get(a) === placeOf.get(b)) ||
    isSmaller(a, b) ||
    isSmaller(b, a) ||
    isOver(a, b) ||
    isOver(b, a)
}

/** Where a program lies without the folder of its edition, and without the role that it has there. */
const placeUnder = (path: string): string =>
  path.replace(/#.*$/, '').replace(inEdition, (found) => (found.startsWith('/') ? '/' : ''))

/**
 * Programs of one service that are deployed apart, by the folder that holds them: `Order/Api/Order.Api`,
 * `Order/Grpc/Order.Grpc` and `Order/Worker/Order.Outbox`. All in the folder are named after it, and nothing else is there.
 * They share their data by their nature. So do the editions and the roles of one.
 */
export function families(services: readonly Service[]): (a: string, b: string) => boolean {
  const inside = new Map<string, Service[]>()
  for (const service of services) {
    // A worker inside the folder of the service that it works for: `audit/src/cmd/audit-worker` in `audit`.
    for (const folder of service.path.includes('#') ? [] : [...foldersAbove(service.path), service.path]) {
      inside.set(folder, [...(inside.get(folder) ?? []), service])
    }
  }
  const familyOf = new Map<string, string>()
  for (const [folder, members] of inside) {
    // `Podcasts/Podcast.Api`: of many, where the program is of one.
    const stem = plainName(posix.basename(folder))
      .replace(/(?:micro)?services?$/, '')
      .replace(/s$/, '')
    if (stem.length < 3 || members.length < 2) continue
    // Names may begin with that of the system, which folders do not repeat: `acme-stock-api` in `Stock/Stock.API`.
    const isOfIt = ({ name, path }: Service): boolean =>
      [name, posix.basename(path)].some((each) => plainName(each).startsWith(stem))
    if (members.every(isOfIt)) for (const { name } of members) if (!familyOf.has(name)) familyOf.set(name, folder)
  }
  const areEditions = editions(services)
  return (a, b) => (familyOf.has(a) && familyOf.get(a) === familyOf.get(b)) || areEditions(a, b)
}
