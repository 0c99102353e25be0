import type { At, ContractFact, Shape } from '../../../facts/fact.ts'

/** An object by its fields, whatever parts it is put together of; `isWhole` where every part is known. */
export interface Fields {
  readonly fields: ReadonlyMap<string, Shape>
  readonly required: ReadonlySet<string>
  readonly isWhole: boolean
}

const unknown: Fields = { fields: new Map(), required: new Set(), isWhole: false }

/** Nobody writes more references in a row; those that go in a circle have no end. */
const mostSteps = 30

/** The schemas of one contract. What each is made of is looked up once: they are taken into one another in many ways. */
export class Schemas {
  private readonly kinds = new Map<string, string | undefined>()
  private readonly objects = new Map<string, Fields>()
  constructor(private readonly contract: Pick<ContractFact, 'schemas'>) {}

  /** Where the schema with a name stands. */
  placeOf(reference: string): At | undefined {
    return this.contract.schemas?.[reference]?.at
  }

  /** What references lead to at their end; nothing is known of what they leave the document for. */
  end(shape: Shape): Shape {
    let [end, isNullable] = [shape, shape.isNullable]
    for (let steps = 0; end.ref !== undefined; steps++) {
      const named = steps < mostSteps ? this.contract.schemas?.[end.ref] : undefined
      if (named === undefined) return {}
      end = named.shape
      isNullable ??= end.isNullable
    }
    return isNullable ? { ...end, isNullable } : end
  }

  /** `object`, `list`, or the type; undefined where that is not known, or where parts say different things. */
  kindOf(shape: Shape): string | undefined {
    return this.once(this.kinds, shape, undefined, (end) => {
      if (end.all) {
        const kinds = new Set(end.all.flatMap((part) => this.kindOf(part) ?? []))
        return kinds.size === 1 ? [...kinds][0] : undefined
      }
      if (end.fields || end.entries) return 'object'
      return end.items ? 'list' : end.type
    })
  }

  fieldsOf(shape: Shape): Fields {
    return this.once(this.objects, shape, unknown, (end) => {
      if (end.all) {
        const parts = end.all.map((part) => this.fieldsOf(part))
        return {
          fields: new Map(parts.flatMap(({ fields }) => [...fields])),
          required: new Set(parts.flatMap(({ required }) => [...required])),
          isWhole: parts.every(({ isWhole }) => isWhole),
        }
      }
      if (end.fields === undefined) return unknown
      return { fields: new Map(Object.entries(end.fields)), required: new Set(end.required), isWhole: true }
    })
  }

  /** What is made of a schema with a name is kept; of one that is a part of itself it is `inCircle` meanwhile. */
  private once<Of>(known: Map<string, Of>, shape: Shape, inCircle: Of, make: (end: Shape) => Of): Of {
    const { ref } = shape
    if (ref === undefined) return make(shape)
    if (known.has(ref)) return known.get(ref) as Of
    known.set(ref, inCircle)
    const made = make(this.end(shape))
    known.set(ref, made)
    return made
  }
}
