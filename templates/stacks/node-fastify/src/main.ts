import './platform/signals.ts'
import { createHandlers } from './handlers.ts'
import { loadOpenApi } from './platform/openapi.ts'
import { run } from './run.ts'

await run(loadOpenApi(), createHandlers)
