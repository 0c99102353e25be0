import { createMemoryOrderStore } from './orders/memory-order-store.ts'
import { orderHandlers } from './orders/order-handlers.ts'
import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import type { Settings } from './settings.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. */
export function createHandlers(_settings: Settings, _health: Health): Handlers {
  return { ...orderHandlers(createMemoryOrderStore()) }
}
