import type { Product } from './product.ts'

export interface ProductQuery {
  readonly limit: number
  /** Id of the last product of the page before. */
  readonly cursor?: string
  /** Words that must all be in the name or the description. */
  readonly search?: string
}

export interface ProductPage {
  readonly items: readonly Product[]
  /** Absent on the last page. */
  readonly nextCursor?: string
}

export interface ProductList {
  page(query: ProductQuery): ProductPage
  get(id: string): Product | undefined
}

/** The products in memory, in the order of their ids. They change with a release; a database could stand here as well. */
export function createProductList(products: readonly Product[]): ProductList {
  const sorted = [...products].sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map(sorted.map((product) => [product.id, product]))
  return {
    page({ limit, cursor, search = '' }) {
      const words = wordsOf(search)
      const matches = sorted.filter(
        (product) =>
          (cursor === undefined || product.id > cursor) &&
          words.every((word) => `${product.name} ${product.description}`.toLowerCase().includes(word)),
      )
      const items = matches.slice(0, limit)
      const last = items.at(-1)
      return { items, ...(last && matches.length > limit ? { nextCursor: last.id } : {}) }
    },
    get: (id) => byId.get(id),
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)
