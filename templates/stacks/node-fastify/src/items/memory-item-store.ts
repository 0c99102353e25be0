import { randomUUID } from 'node:crypto'
import { type Item, type ItemStore, UnknownCursor } from './item-store.ts'

/** Items in memory, gone with the process. */
export function createMemoryItemStore(): ItemStore {
  // Sequence numbers only grow, so a page stays where it is when items before it are deleted.
  const rows = new Map<string, { readonly sequence: number; readonly item: Item }>()
  let sequence = 0

  return {
    async list({ limit, cursor }) {
      const after = cursor === undefined ? 0 : decodeCursor(cursor)
      const items: Item[] = []
      let last = after
      for (const row of rows.values()) {
        if (row.sequence <= after) continue
        if (items.length === limit) return { items, nextCursor: encodeCursor(last) }
        items.push(row.item)
        last = row.sequence
      }
      return { items }
    },
    async create({ name, tags }) {
      sequence += 1
      const item: Item = { id: randomUUID(), name, tags, createdAt: new Date().toISOString() }
      rows.set(item.id, { sequence, item })
      return item
    },
    get: async (id) => rows.get(id)?.item,
    delete: async (id) => rows.delete(id),
  }
}

// Opaque to clients, so that another store may page by something else.
const encodeCursor = (sequence: number): string => Buffer.from(`after:${sequence}`).toString('base64url')

function decodeCursor(cursor: string): number {
  const [, sequence] = /^after:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (sequence === undefined) throw new UnknownCursor()
  return Number(sequence)
}
