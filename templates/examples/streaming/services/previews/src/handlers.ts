import type { Handlers } from './platform/contract.ts'
import type { Health } from './platform/health.ts'
import { previewHandlers } from './previews/preview-handlers.ts'
import { recordings } from './previews/recordings.ts'
import type { Settings } from './settings.ts'

/** Everything that this service does, by the `operationId` of openapi.yaml. */
export function createHandlers(_settings: Settings, _health: Health): Handlers {
  return { ...previewHandlers(recordings) }
}
