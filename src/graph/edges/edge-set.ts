import { comparePlaces, compareTexts } from '../../facts/compare.ts'
import { openPlace } from '../../facts/nacos/inner-file.ts'
import { callKinds } from '../calls.ts'
import type { Edge, EdgeKind, Evidence } from '../graph.ts'

/** Gathers edges: one for each (from, to, kind), with all evidence for it. */
export class EdgeSet {
  readonly #edges = new Map<string, { edge: Edge; evidence: Evidence[] }>()
  /** By who has them and their kind. */
  readonly #targets = new Map<string, string[]>()

  observe(from: string, to: string, kind: EdgeKind, evidence: Evidence): void {
    this.#add(from, to, kind, { declared: false, observed: true }, evidence)
  }

  /**
   * The catalog names no kind: it declares every call that is observed between the two, and stands as `http` where none
   * is. Call it when all observations are in.
   */
  declare(from: string, to: string, evidence: Evidence, kinds: readonly EdgeKind[] = callKinds): void {
    const observed = kinds.filter((kind) => this.#edges.has(key(from, to, kind)))
    const [usual = 'http'] = kinds
    for (const kind of observed.length > 0 ? observed : [usual]) {
      this.#add(from, to, kind, { declared: true, observed: false }, evidence)
    }
  }

  has(from: string, to: string, kind: EdgeKind): boolean {
    return this.#edges.has(key(from, to, kind))
  }

  /** What a service has an edge of a kind to. */
  targetsOf(from: string, kind: EdgeKind): readonly string[] {
    return this.#targets.get(`${from}\0${kind}`) ?? []
  }

  /** What shows an edge, as it came in. */
  evidenceOf(from: string, to: string, kind: EdgeKind): readonly Evidence[] {
    return this.#edges.get(key(from, to, kind))?.evidence ?? []
  }

  /** Sorted by names and kind; the strongest evidence first. */
  all(): Edge[] {
    return [...this.#edges.values()]
      .map(({ edge, evidence }) => ({ ...edge, evidence: sorted(evidence) }))
      .sort((a, b) => compareTexts(key(a.from, a.to, a.kind), key(b.from, b.to, b.kind)))
  }

  #add(
    from: string,
    to: string,
    kind: EdgeKind,
    seen: { readonly declared: boolean; readonly observed: boolean },
    told: Evidence,
  ): void {
    if (from === to) return
    const evidence = openPlace(told)
    const name = key(from, to, kind)
    const known = this.#edges.get(name)
    if (known === undefined) {
      this.#edges.set(name, { edge: { from, to, kind, ...seen, evidence: [] }, evidence: [evidence] })
      this.#targets.set(`${from}\0${kind}`, [...this.targetsOf(from, kind), to])
      return
    }
    const { declared, observed } = known.edge
    known.edge = { ...known.edge, declared: declared || seen.declared, observed: observed || seen.observed }
    known.evidence.push(evidence)
  }
}

const key = (from: string, to: string, kind: EdgeKind): string => `${from}\0${to}\0${kind}`

/** What the tree shows before what the catalog says, and each place once. */
function sorted(evidence: readonly Evidence[]): Evidence[] {
  const place = ({ file, line, column, kind }: Evidence): string => `${file}\0${line}\0${column}\0${kind}`
  const distinct = [...new Map(evidence.map((each) => [place(each), each])).values()]
  const isCatalog = ({ kind }: Evidence): number => Number(kind === 'catalog')
  return distinct.sort((a, b) => isCatalog(a) - isCatalog(b) || b.confidence - a.confidence || comparePlaces(a, b))
}
