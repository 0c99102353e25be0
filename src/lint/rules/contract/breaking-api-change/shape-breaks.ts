import type { At, ContractFact, Endpoint, Shape } from '../../../../facts/fact.ts'
import type { Break } from './break.ts'
import { plainPath } from './plain-path.ts'

/**
 * What of the values that are sent and answered no longer holds, in OpenAPI and AsyncAPI. Callers may send what they sent
 * before, and find what they found before; what is unknown on either side breaks nothing. Said once for a schema with a
 * name, however many operations use it. (The breaks that oasdiff counts as errors, but for formats and bounds.)
 */
export function shapeBreaks(before: ContractFact, after: ContractFact): Break[] {
  const walk = new Walk(before, after)
  const found = new Map<string, Break>()
  for (const part of ['endpoints', 'channels'] as const) {
    const earlier = new Map((before[part] ?? []).map((endpoint) => [plainPath(endpoint.name), endpoint]))
    for (const now of after[part] ?? []) {
      const was = earlier.get(plainPath(now.name))
      if (was === undefined) continue
      for (const each of walk.endpoint(was, now)) if (!found.has(each.what)) found.set(each.what, each)
    }
  }
  return [...found.values()]
}

/** Who has a value from whom: what callers give may be asked less of, what they get may promise more. */
type Direction = 'given' | 'got'

/** Where a value stands: a schema's or an operation's name, and the fields that lead on from there. */
interface Place {
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

class Walk {
  private readonly seen = new Set<string>()
  constructor(
    private readonly before: ContractFact,
    private readonly after: ContractFact,
  ) {}

  *endpoint(was: Endpoint, now: Endpoint): Iterable<Break> {
    const place: Place = { of: now.name, path: '', at: now.at }
    for (const [index, shape] of (now.takes ?? []).entries()) {
      const earlier = was.takes?.length === now.takes?.length ? was.takes?.[index] : undefined
      // What a request must have at its top is told with the parameters that it must have.
      if (earlier) yield* this.compare(earlier, shape, place, 'given', true)
    }
    const answers = now.gives ?? {}
    for (const [status, shape] of Object.entries(was.gives ?? {})) {
      const answer = answers[status]
      if (answer) yield* this.compare(shape, answer, place, 'got')
      else if (Object.keys(answers).length > 0 && /^2\d\d$/.test(status))
        yield breakAt(place, `no longer answers ${status}`)
    }
  }

  private *compare(was: Shape, is: Shape, place: Place, direction: Direction, isTop = false): Iterable<Break> {
    if (was.ref !== undefined || is.ref !== undefined) return yield* this.follow(was, is, place, direction, isTop)
    if (was.items && is.items) return yield* this.compare(was.items, is.items, below(place, '[]'), direction)
    const [earlier, now] = [kindOf(was), kindOf(is)]
    if (earlier === undefined || now === undefined) return
    if (earlier !== now) {
      // Whole numbers are numbers: more may be taken, and less given.
      const [narrow, wide] = direction === 'given' ? [earlier, now] : [now, earlier]
      if (narrow === 'integer' && wide === 'number') return
      return yield breakAt(place, `was ${earlier} and is ${now}`)
    }
    if (earlier === 'object') return yield* this.fields(was, is, place, direction, isTop)
    const lost = was.values?.filter((value) => is.values && !is.values.includes(value)) ?? []
    if (direction === 'given' && lost.length > 0) yield breakAt(place, `no longer takes ${lost.join(', ')}`)
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
    const of = named && is.ref ? { of: is.ref.replace(/.*\//, ''), path: '', at: named.at } : place
    yield* this.compare(earlier, now, of, direction, isTop)
  }

  private *fields(was: Shape, is: Shape, place: Place, direction: Direction, isTop: boolean): Iterable<Break> {
    const [earlier, now] = [fieldsOf(was, this.before), fieldsOf(is, this.after)]
    for (const [name, shape] of earlier.fields) {
      const field = below(place, name)
      const next = now.fields.get(name)
      if (next) yield* this.compare(shape, next, field, direction)
      else if (direction === 'got' && now.isWhole && now.fields.size > 0) yield breakAt(field, 'is gone')
      if (next && direction === 'got' && earlier.required.has(name) && now.isWhole && !now.required.has(name))
        yield breakAt(field, 'may be missing now')
    }
    if (direction === 'got' || isTop || !earlier.isWhole) return
    for (const name of now.required) if (!earlier.required.has(name)) yield breakAt(place, `now requires ${name}`)
  }
}

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
  if (shape.fields || shape.all) return 'object'
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
