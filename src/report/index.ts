import { json } from './json.ts'
import type { Reporter } from './report.ts'
import { text } from './text.ts'

/** Every format of `msvc lint --format`. */
export const reporters = { text, json } as const satisfies Record<string, Reporter>

export type ReportFormat = keyof typeof reporters
