import type { Order } from './order.ts'

/** Where orders are kept. Put your database behind it and nothing else changes. */
export interface OrderStore {
  add(order: Order): Promise<void>
  get(id: string): Promise<Order | undefined>
}

/** Orders in memory, gone with the process. */
export function createMemoryOrderStore(): OrderStore {
  const orders = new Map<string, Order>()
  return {
    add: async (order) => void orders.set(order.id, order),
    get: async (id) => orders.get(id),
  }
}
