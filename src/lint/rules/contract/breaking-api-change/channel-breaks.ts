import type { Bodies, Channel, ContractFact } from '../../../../facts/fact.ts'
import { type Break, onlyOnce } from './break.ts'
import { plainPath } from './plain-path.ts'
import { type Direction, ShapeWalk } from './shape-breaks.ts'

/** What those who send to channels of AsyncAPI, or listen to them, no longer find. */
export function channelBreaks(before: ContractFact, after: ContractFact): Break[] {
  const walk = new ShapeWalk(before, after)
  const there = new Set(after.operations.map(({ name }) => plainPath(name)))
  const gone = before.operations.flatMap(({ name }) =>
    there.has(plainPath(name)) ? [] : [{ what: `${plainPath(name)} is gone`, at: after.at }],
  )
  const earlier = new Map((before.channels ?? []).map((channel) => [plainPath(channel.name), channel]))
  const changed = (after.channels ?? []).flatMap((now) => {
    const was = earlier.get(plainPath(now.name))
    return was ? [...ofMessages(walk, was, now, 'given'), ...ofMessages(walk, was, now, 'got')] : []
  })
  return onlyOnce([...gone, ...changed])
}

function* ofMessages(walk: ShapeWalk, was: Channel, now: Channel, direction: Direction): Iterable<Break> {
  const [earlier, messages] = direction === 'given' ? [was.takes, now.takes] : [was.gives, now.gives]
  const names = Object.keys(earlier)
  if (names.length > 0 && Object.keys(messages).length === 0) {
    const what = direction === 'given' ? 'no longer takes messages' : 'no longer has messages for others'
    return yield { what: `${now.name} ${what}`, at: now.at }
  }
  for (const [name, shape] of paired(earlier, messages)) {
    const message = messages[name]
    if (message) yield* walk.compare(shape, message, { of: now.name, path: '', at: now.at }, direction)
    else yield { what: `${now.name} has no ${name} any more`, at: now.at }
  }
}

/** Earlier messages under the names that they have now: one that is called otherwise, and alone in that, is the same. */
function paired(was: Bodies, now: Bodies): [name: string, earlier: Bodies[string]][] {
  const [gone, added] = [without(was, now), without(now, was)]
  const isRenamed = gone.length === 1 && added.length === 1
  return Object.entries(was).map(([name, shape]) => [
    isRenamed && name in now === false ? (added[0] ?? name) : name,
    shape,
  ])
}

const without = (all: Bodies, others: Bodies): string[] => Object.keys(all).filter((name) => !(name in others))
