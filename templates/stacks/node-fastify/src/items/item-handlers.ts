import type { Handlers } from '../platform/contract.ts'
import { Problem } from '../platform/problems.ts'
import { type ItemStore, type NewItem, UnknownCursor } from './item-store.ts'

/** The operations on items, by `operationId`. The casts are safe: requests are checked against openapi.yaml first. */
export function itemHandlers(store: ItemStore): Handlers {
  return {
    async listItems(request) {
      try {
        return await store.list(request.query as { limit: number; cursor?: string })
      } catch (error) {
        if (!(error instanceof UnknownCursor)) throw error
        const detail = 'The parameter cursor is not one that a page gave out'
        throw new Problem(400, detail, { faults: [{ detail, parameter: 'cursor' }] })
      }
    },

    async createItem(request, reply) {
      const item = await store.create(request.body as NewItem)
      return reply.code(201).header('location', `/v1/items/${item.id}`).send(item)
    },

    async getItem(request) {
      const { id } = request.params as { id: string }
      return (await store.get(id)) ?? notFound(id)
    },

    async deleteItem(request, reply) {
      const { id } = request.params as { id: string }
      if (!(await store.delete(id))) notFound(id)
      return reply.code(204).send()
    },
  }
}

function notFound(id: string): never {
  throw new Problem(404, `There is no item ${id}.`)
}
