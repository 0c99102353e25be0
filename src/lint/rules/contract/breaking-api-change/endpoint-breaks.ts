import type { Bodies, ContractFact, Endpoint } from '../../../../facts/fact.ts'
import { type Break, onlyOnce } from './break.ts'
import { plainPath } from './plain-path.ts'
import { ShapeWalk } from './shape-breaks.ts'

/**
 * What callers of OpenAPI hold on to and no longer find, or are asked for from now on. (What oasdiff counts as errors, but
 * for formats, bounds, and what an answer may be besides.)
 */
export function endpointBreaks(before: ContractFact, after: ContractFact): Break[] {
  const { known, moved } = matched(before, after)
  const walk = new ShapeWalk(before, after)
  const gone = (before.endpoints ?? []).flatMap((was) =>
    known.has(was) || isElsewhere(was, after) ? [] : [{ what: `${plainPath(was.name)} is gone`, at: after.at }],
  )
  const changed = [...known].flatMap(([was, now]) => [
    ...nowRequired(was, now),
    ...walk.compare(was.parameters ?? {}, now.parameters ?? {}, { of: now.name, path: '', at: now.at }, 'given'),
    ...ofRequest(walk, was, now),
    ...ofAnswers(walk, was, now),
  ])
  return onlyOnce([...moved, ...gone, ...changed])
}

/** Whether all that its path offers stands in another file now. */
function isElsewhere({ name }: Endpoint, { operations, endpoints = [] }: ContractFact): boolean {
  const path = plainPath(name).replace(/^\S+ /, '')
  const isListed = operations.some((each) => plainPath(each.name) === path)
  return isListed && !endpoints.some((each) => plainPath(each.name).endsWith(` ${path}`))
}

/** Each operation with what it is now: that of the same path below the servers', or below other ones where all have moved. */
function matched(before: ContractFact, after: ContractFact) {
  const byPath = new Map((after.endpoints ?? []).map((each) => [plainPath(each.name), each]))
  const [from, to] = [before.bases ?? [''], after.bases ?? ['']]
  const byWhole = new Map(
    to.flatMap((base) => (after.endpoints ?? []).map((each) => [below(base, each), each] as const)),
  )
  const find = (was: Endpoint): Endpoint | undefined =>
    from.map((base) => byWhole.get(below(base, was))).find((each) => each !== undefined)
  const endpoints = before.endpoints ?? []
  const hasMoved = isKnown(from) && isKnown(to) && !from.some((base) => to.includes(base)) && !endpoints.some(find)
  const known = new Map(
    endpoints.flatMap((was) => {
      const now = find(was) ?? byPath.get(plainPath(was.name))
      return now ? [[was, now] as const] : []
    }),
  )
  const what = `What was served below ${from.join(', ')} is served below ${to.join(', ')}`
  return { known, moved: hasMoved && known.size > 0 ? [{ what, at: after.at }] : [] }
}

/** A document that gains or loses its servers may have left them to others before. */
const isKnown = (bases: readonly string[]): boolean => bases.every((base) => base !== '') && bases.length > 0

function below(base: string, { name }: Endpoint): string {
  const [method = '', path = ''] = plainPath(name).split(' ')
  return `${method} ${base}${path}`
}

function nowRequired(was: Endpoint, now: Endpoint): Break[] {
  const keyOf = ({ name, in: place }: Endpoint['required'][number]): string =>
    `${place} ${place === 'header' ? name.toLowerCase() : name}`
  const known = new Set(was.required.map(keyOf))
  const added = now.required.filter((each) => !known.has(keyOf(each)))
  return [...new Set(added.map(({ name }) => name))]
    .sort()
    .map((name) => ({ what: `${now.name} now requires ${name}`, at: now.at }))
}

function* ofRequest(walk: ShapeWalk, was: Endpoint, now: Endpoint): Iterable<Break> {
  if (was.takes === undefined || now.takes === undefined) return
  for (const form of lost(was.takes, now.takes)) yield { what: `${now.name} no longer takes ${form}`, at: now.at }
  for (const [earlier, shape] of inCommon(was.takes, now.takes)) {
    yield* walk.compare(earlier, shape, { of: now.name, path: '', at: now.at }, 'given')
  }
}

function* ofAnswers(walk: ShapeWalk, was: Endpoint, now: Endpoint): Iterable<Break> {
  const answers = now.gives ?? {}
  for (const [status, bodies] of Object.entries(was.gives ?? {})) {
    const answer = answers[status] ?? answers['2XX']
    if (answer) {
      for (const form of lost(bodies, answer)) yield { what: `${now.name} no longer answers ${form}`, at: now.at }
      for (const [earlier, shape] of inCommon(bodies, answer))
        yield* walk.compare(earlier, shape, { of: now.name, path: '', at: now.at }, 'got')
    } else if (Object.keys(answers).length > 0 && /^2\d\d$/.test(status))
      yield { what: `${now.name} no longer answers ${status}`, at: now.at }
  }
}

/** Media types that are gone; `*` in one says that nobody thought of any. */
function lost(was: Bodies, now: Bodies): string[] {
  const isAny = [was, now].some((bodies) => Object.keys(bodies).some((form) => form.includes('*')))
  return isAny ? [] : Object.keys(was).filter((form) => !(form in now))
}

function inCommon(was: Bodies, now: Bodies) {
  return Object.entries(was).flatMap(([form, earlier]) => {
    const shape = now[form]
    return shape ? [[earlier, shape] as const] : []
  })
}
