import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import { assortment } from './products/assortment.ts'
import { productHandlers } from './products/product-handlers.ts'
import { createProductList } from './products/product-list.ts'
import type { Settings } from './settings.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. */
export function createHandlers(_settings: Settings, _health: Health): Handlers {
  return { ...productHandlers(createProductList(assortment)) }
}
