/** A value of a document, with the offset at which it begins. */
export interface PlainNode {
  readonly data: unknown
  readonly start: number
  /** Of a map, by its keys. */
  readonly entries?: ReadonlyMap<string, PlainEntry>
  /** Of a list. */
  readonly items?: readonly PlainNode[]
}

export interface PlainEntry {
  readonly keyStart: number
  readonly value: PlainNode
}

/** Gathers the entries of a map. */
export class MapBuilder {
  readonly #data: Record<string, unknown> = {}
  readonly #entries = new Map<string, PlainEntry>()

  /** False where the key is there already. */
  add(key: string, keyStart: number, value: PlainNode): boolean {
    if (this.#entries.has(key)) return false
    this.#entries.set(key, { keyStart, value })
    this.#data[key] = value.data
    return true
  }

  node(start: number): PlainNode {
    return { data: this.#data, start, entries: this.#entries }
  }
}

/** A list of nodes as one. */
export const listNode = (start: number, items: readonly PlainNode[]): PlainNode => ({
  data: items.map(({ data }) => data),
  start,
  items,
})
