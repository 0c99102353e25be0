import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import type { Settings } from './settings.ts'
import { collection } from './titles/collection.ts'
import { searchTitles } from './titles/search-titles.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. The casts are safe: it checks requests. */
export function createHandlers(_settings: Settings, _health: Health): Handlers {
  return {
    searchTitles(request) {
      const { q, limit } = request.query as { q: string; limit: number }
      return { titles: searchTitles(collection, q).slice(0, limit) }
    },
  }
}
