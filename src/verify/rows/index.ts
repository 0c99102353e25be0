import type { Row } from '../row.ts'
import { api } from './api.ts'
import { budget } from './budget.ts'
import { cardinality } from './cardinality.ts'
import { container } from './container.ts'
import { hardening } from './hardening.ts'
import { listen } from './listen.ts'
import { livez } from './livez.ts'
import { logs } from './logs.ts'
import { metrics } from './metrics.ts'
import { problems } from './problems.ts'
import { readyz } from './readyz.ts'
import { settings } from './settings.ts'
import { shutdown } from './shutdown.ts'
import { tracing } from './tracing.ts'
import { upstreams } from './upstreams.ts'

/** Every row of the contract, in its order. */
export const rows: readonly Row[] = [
  settings,
  listen,
  livez,
  readyz,
  metrics,
  cardinality,
  shutdown,
  logs,
  tracing,
  problems,
  api,
  upstreams,
  hardening,
  container,
  budget,
]
