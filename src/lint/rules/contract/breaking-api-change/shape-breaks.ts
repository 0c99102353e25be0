import type { At, ContractFact, Shape } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'

/** Who has a value from whom: what callers give may be asked less of, what they get may promise more. */
export type Direction = 'given' | 'got'

/** Where a value stands: a schema's or an operation's name, and the fields that lead on from there. */
export interface Place {
  readonly of: string
  readonly path: string
  readonly at: At
}

/** An object by its fields, whatever parts it is put together of; `isWhole` where every part is known. */
interface Fields {
  readonly fields: ReadonlyMap<string, Shape>
  readonly required: ReadonlySet<string>
  readonly isWhole: boolean
}

/**
 * What of values that are sent and answered no longer holds. Callers may send what they sent before, and find what they
 * found before; what is unknown on either side breaks nothing. A schema with a name is walked through once for each
 * direction, however many operations use it.
 */
export class ShapeWalk {
  private readonly seen = new Set<string>()
  constructor(
    private readonly before: ContractFact,
    private readonly after: ContractFact,
  ) {}

  /** `isTop`: what it must have is told elsewhere. */
  *compare(was: Shape, is: Shape, place: Place, direction: Direction, isTop = false): Iterable<Break> {
    if (was.either || is.either) return yield* this.options(was, is, place, direction)
    const [earlier, now] = [this.known(was, this.before), this.known(is, this.after)]
    if (kindOf(earlier) !== undefined && kindOf(now) !== undefined)
      yield* nulls(was, is, earlier, now, place, direction)
    if (was.ref !== undefined || is.ref !== undefined) return yield* this.follow(was, is, place, direction, isTop)
    yield* this.values(was, is, place, direction, isTop)
  }

  private *values(was: Shape, is: Shape, place: Place, direction: Direction, isTop: boolean): Iterable<Break> {
    if (was.items && is.items) return yield* this.compare(was.items, is.items, below(place, '[]'), direction)
    if (was.entries && is.entries) return yield* this.compare(was.entries, is.entries, below(place, '[]'), direction)
    const [earlier, now] = [kindOf(was), kindOf(is)]
    if (earlier === undefined || now === undefined) return
    if (earlier !== now) {
      // Whole numbers are numbers: more may be taken, and less given.
      const [narrow, wide] = direction === 'given' ? [earlier, now] : [now, earlier]
      if (narrow === 'integer' && wide === 'number') return
      return yield breakAt(place, `was ${earlier} and is ${now}`)
    }
    if (earlier === 'object') return yield* this.fields(was, is, place, direction, isTop)
    if (direction === 'got' || is.values === undefined) return
    const lost = was.values?.filter((value) => !is.values?.includes(value))
    if (lost === undefined) yield breakAt(place, `takes ${is.values.join(', ')} alone`)
    else if (lost.length > 0) yield breakAt(place, `no longer takes ${lost.join(', ')}`)
  }

  /** One of several is no longer taken; what an answer may be besides concerns whoever asks for it. */
  private *options(was: Shape, is: Shape, place: Place, direction: Direction): Iterable<Break> {
    const named = (shape: Shape): readonly (string | undefined)[] => (shape.either ?? [shape]).map(({ ref }) => ref)
    const [earlier, now] = [named(was), named(is)]
    if (direction === 'got' || now.includes(undefined)) return
    const lost = earlier.flatMap((ref) => (ref === undefined || now.includes(ref) ? [] : [nameOf(ref)]))
    if (lost.length > 0) yield breakAt(place, `no longer takes ${lost.join(', ')}`)
  }

  /** Into a schema with a name, once for each direction. */
  private *follow(was: Shape, is: Shape, place: Place, direction: Direction, isTop: boolean): Iterable<Break> {
    const key = `${direction} ${was.ref ?? place.of + place.path} ${is.ref ?? place.of + place.path}`
    if (this.seen.has(key)) return
    this.seen.add(key)
    const named = is.ref === undefined ? undefined : this.after.schemas?.[is.ref]
    const earlier = was.ref === undefined ? was : this.before.schemas?.[was.ref]?.shape
    const now = is.ref === undefined ? is : named?.shape
    if (earlier === undefined || now === undefined) return
    const of = named && is.ref ? { of: nameOf(is.ref), path: '', at: named.at } : place
    // That it may be null is told where it is used.
    yield* this.compare(withoutNull(earlier), withoutNull(now), of, direction, isTop)
  }

  private *fields(was: Shape, is: Shape, place: Place, direction: Direction, isTop: boolean): Iterable<Break> {
    const [earlier, now] = [fieldsOf(was, this.before), fieldsOf(is, this.after)]
    const isElsewhere = ({ only }: Shape): boolean => only !== undefined && only !== direction
    for (const [name, shape] of earlier.fields) {
      if (isElsewhere(shape)) continue
      const field = below(place, name)
      const next = now.fields.get(name)
      if (next) yield* this.compare(shape, next, field, direction)
      else if (direction === 'got' && now.isWhole && now.fields.size > 0) yield breakAt(field, 'is gone')
      if (next && direction === 'got' && earlier.required.has(name) && now.isWhole && !now.required.has(name))
        yield breakAt(field, 'may be missing now')
    }
    if (direction === 'got' || isTop || !earlier.isWhole) return
    for (const name of now.required) {
      const field = now.fields.get(name)
      if (!earlier.required.has(name) && !(field && isElsewhere(field))) yield breakAt(place, `now requires ${name}`)
    }
  }

  /** What a reference leads to. */
  private known(shape: Shape, contract: ContractFact): Shape {
    return shape.ref === undefined ? shape : (contract.schemas?.[shape.ref]?.shape ?? {})
  }
}

/** Said of the value where it is used, whether it or the schema that it refers to may be null. */
function* nulls(
  was: Shape,
  is: Shape,
  earlier: Shape,
  now: Shape,
  place: Place,
  direction: Direction,
): Iterable<Break> {
  const [could, can] = [was.isNullable ?? earlier.isNullable, is.isNullable ?? now.isNullable]
  if (direction === 'got' && can && !could) yield breakAt(place, 'may be null now')
  if (direction === 'given' && could && !can) yield breakAt(place, 'may no longer be null')
}

const withoutNull = ({ isNullable: _, ...shape }: Shape): Shape => shape

const nameOf = (reference: string): string => reference.replace(/.*\//, '')

function breakAt({ of, path, at }: Place, what: string): Break {
  const who = path === '' ? of : / |\//.test(of) ? `${of}: ${path.replace(/^\./, '')}` : `${of}${path}`
  return { what: `${who} ${what}`, at }
}

const below = (place: Place, step: string): Place => ({
  ...place,
  path: step === '[]' ? `${place.path}[]` : `${place.path}.${step}`,
})

/** What a value is; undefined where that is not known. */
function kindOf(shape: Shape): string | undefined {
  if (shape.fields || shape.all || shape.entries) return 'object'
  return shape.items ? 'list' : shape.type
}

function fieldsOf(shape: Shape, contract: Pick<ContractFact, 'schemas'>, seen: readonly string[] = []): Fields {
  if (shape.ref !== undefined) {
    const named = seen.includes(shape.ref) ? undefined : contract.schemas?.[shape.ref]
    return named ? fieldsOf(named.shape, contract, [...seen, shape.ref]) : unknown
  }
  if (shape.all) {
    const parts = shape.all.map((part) => fieldsOf(part, contract, seen))
    return {
      fields: new Map(parts.flatMap(({ fields }) => [...fields])),
      required: new Set(parts.flatMap(({ required }) => [...required])),
      isWhole: parts.every(({ isWhole }) => isWhole),
    }
  }
  if (shape.fields === undefined) return unknown
  return { fields: new Map(Object.entries(shape.fields)), required: new Set(shape.required), isWhole: true }
}

const unknown: Fields = { fields: new Map(), required: new Set(), isWhole: false }
