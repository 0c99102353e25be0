import { itemHandlers } from './items/item-handlers.ts'
import { createMemoryItemStore } from './items/memory-item-store.ts'
import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import type { Settings } from './settings.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. Replace the items with what is yours. */
export function createHandlers(_settings: Settings, _health: Health): Handlers {
  return { ...itemHandlers(createMemoryItemStore()) }
}
