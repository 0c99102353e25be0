import type { At, ContractFact, Shape } from '../../../../facts/fact.ts'
import { Schemas } from '../schemas.ts'
import type { Break } from './break.ts'

/** Who has a value from whom: what callers give may be asked less of, what they get may promise more. */
export type Direction = 'given' | 'got'

/** Where a value stands: a schema's or an operation's name, and the fields that lead on from there. */
export interface Place {
  readonly of: string
  readonly path: string
  readonly at: At
}

/** One value as it was and as it is. */
interface Pair {
  readonly was: Shape
  readonly is: Shape
  readonly place: Place
  readonly direction: Direction
}

/**
 * What of values that are sent and answered no longer holds. Callers may send what they sent before, and find what they
 * found before; what is unknown on either side breaks nothing. A schema with a name is walked through once for each
 * direction, however many operations use it.
 */
export class ShapeWalk {
  private readonly seen = new Set<string>()
  private readonly earlier: Schemas
  private readonly now: Schemas
  /** Schemas with a name that are still to be walked through: one may lead to the next a thousand times. */
  private readonly ahead: Pair[] = []

  constructor(before: ContractFact, after: ContractFact) {
    this.earlier = new Schemas(before)
    this.now = new Schemas(after)
  }

  *compare(was: Shape, is: Shape, place: Place, direction: Direction): Iterable<Break> {
    yield* this.step({ was, is, place, direction })
    for (let next = this.ahead.pop(); next; next = this.ahead.pop()) yield* this.values(next)
  }

  private *step(pair: Pair): Iterable<Break> {
    const { was, is, place, direction } = pair
    if (was.either || is.either) return yield* this.options(pair)
    const isKnown = this.earlier.kindOf(was) !== undefined && this.now.kindOf(is) !== undefined
    if (isKnown) yield* nulls(this.earlier.end(was), this.now.end(is), place, direction)
    if (was.ref !== undefined || is.ref !== undefined) this.follow(pair)
    else yield* this.values(pair)
  }

  /** Into a schema with a name, once for each direction. */
  private follow({ was, is, place, direction }: Pair): void {
    const key = `${direction} ${was.ref ?? place.of + place.path} ${is.ref ?? place.of + place.path}`
    if (this.seen.has(key)) return
    this.seen.add(key)
    const at = is.ref === undefined ? undefined : this.now.placeOf(is.ref)
    const of = at && is.ref ? { of: nameOf(is.ref), path: '', at } : place
    this.ahead.push({ was: this.earlier.end(was), is: this.now.end(is), place: of, direction })
  }

  private *values(pair: Pair): Iterable<Break> {
    const { was, is, place, direction } = pair
    if (was.either || is.either) return yield* this.options(pair)
    if (was.items && is.items)
      return yield* this.step({ was: was.items, is: is.items, place: below(place, '[]'), direction })
    if (was.entries && is.entries)
      return yield* this.step({ was: was.entries, is: is.entries, place: below(place, '[]'), direction })
    const [earlier, now] = [this.earlier.kindOf(was), this.now.kindOf(is)]
    if (earlier === undefined || now === undefined) return
    if (earlier !== now) {
      // Whole numbers are numbers: more may be taken, and less given.
      const [narrow, wide] = direction === 'given' ? [earlier, now] : [now, earlier]
      if (narrow === 'integer' && wide === 'number') return
      return yield breakAt(place, `was ${earlier} and is ${now}`)
    }
    if (earlier === 'object') return yield* this.fields(pair)
    if (direction === 'got' || is.values === undefined) return
    const lost = was.values?.filter((value) => !is.values?.includes(value))
    if (lost === undefined) yield breakAt(place, `takes ${is.values.join(', ')} alone`)
    else if (lost.length > 0) yield breakAt(place, `no longer takes ${lost.join(', ')}`)
  }

  /**
   * Of several, one is no longer taken; what an answer may be besides concerns whoever asks for it. One that alone has
   * another name is the same.
   */
  private *options({ was, is, place, direction }: Pair): Iterable<Break> {
    const named = (shape: Shape): readonly (string | undefined)[] => (shape.either ?? [shape]).map(({ ref }) => ref)
    const [earlier, now] = [named(was), named(is)]
    const lost = earlier.flatMap((ref) => (ref === undefined || now.includes(ref) ? [] : [ref]))
    const added = now.flatMap((ref) => (ref === undefined || earlier.includes(ref) ? [] : [ref]))
    const [old, renamed] = [lost[0], added[0]]
    const isRenamed = lost.length === 1 && added.length === 1
    const isOpen = now.includes(undefined)
    for (const ref of earlier) {
      if (ref !== undefined && now.includes(ref)) this.follow({ was: { ref }, is: { ref }, place, direction })
    }
    if (isRenamed && old !== undefined && renamed !== undefined)
      this.follow({ was: { ref: old }, is: { ref: renamed }, place, direction })
    else if (direction === 'given' && !isOpen && lost.length > 0)
      yield breakAt(place, `no longer takes ${lost.map(nameOf).join(', ')}`)
  }

  private *fields({ was, is, place, direction }: Pair): Iterable<Break> {
    const [earlier, now] = [this.earlier.fieldsOf(was), this.now.fieldsOf(is)]
    const isElsewhere = ({ only }: Shape): boolean => only !== undefined && only !== direction
    for (const [name, shape] of earlier.fields) {
      if (isElsewhere(shape)) continue
      const field = below(place, name)
      const next = now.fields.get(name)
      if (next) yield* this.step({ was: shape, is: next, place: field, direction })
      else if (direction === 'got' && now.isWhole && now.fields.size > 0) yield breakAt(field, 'is gone')
      if (next && direction === 'got' && earlier.required.has(name) && now.isWhole && !now.required.has(name))
        yield breakAt(field, 'may be missing now')
    }
    if (direction === 'got' || !earlier.isWhole) return
    for (const name of now.required) {
      const field = now.fields.get(name)
      if (!earlier.required.has(name) && !(field && isElsewhere(field))) yield breakAt(place, `now requires ${name}`)
    }
  }
}

/** Said of the value where it is used, whether it or the schema that it refers to may be null. */
function* nulls(was: Shape, is: Shape, place: Place, direction: Direction): Iterable<Break> {
  if (direction === 'got' && is.isNullable && !was.isNullable) yield breakAt(place, 'may be null now')
  if (direction === 'given' && was.isNullable && !is.isNullable) yield breakAt(place, 'may no longer be null')
}

const nameOf = (reference: string): string => reference.replace(/.*\//, '')

function breakAt({ of, path, at }: Place, what: string): Break {
  const who = path === '' ? of : / |\//.test(of) ? `${of}: ${path.replace(/^\./, '')}` : `${of}${path}`
  return { what: `${who} ${what}`, at }
}

const below = (place: Place, step: string): Place => ({
  ...place,
  path: step === '[]' ? `${place.path}[]` : `${place.path}.${step}`,
})
