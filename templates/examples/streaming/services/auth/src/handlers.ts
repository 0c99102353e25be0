import { accountHandlers } from './accounts/account-handlers.ts'
import { createMemoryAccountStore } from './accounts/account-store.ts'
import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import type { Settings } from './settings.ts'
import { tokenHandlers } from './tokens/token-handlers.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. */
export function createHandlers(settings: Settings, _health: Health): Handlers {
  const accounts = createMemoryAccountStore()
  return { ...accountHandlers(accounts), ...tokenHandlers(accounts, settings) }
}
