export interface NewItem {
  readonly name: string
  readonly tags: readonly string[]
}

export interface Item extends NewItem {
  readonly id: string
  /** RFC 3339. */
  readonly createdAt: string
}

export interface ItemPage {
  readonly items: readonly Item[]
  /** Where the next page begins; absent on the last page. */
  readonly nextCursor?: string
}

/** A cursor that no page has given out. */
export class UnknownCursor extends Error {}

/** Where items are kept. Replace `createMemoryItemStore` with one on your database and nothing else changes. */
export interface ItemStore {
  /** Oldest first. Rejects with `UnknownCursor`. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<ItemPage>
  create(item: NewItem): Promise<Item>
  get(id: string): Promise<Item | undefined>
  /** Whether there was such an item. */
  delete(id: string): Promise<boolean>
}
