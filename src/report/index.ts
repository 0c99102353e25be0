import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import type { Reporter } from './report.ts'
import { sarif } from './sarif.ts'
import { text } from './text.ts'

/** Every format of `msvc lint --format`. */
export const reporters = { text, json, sarif, github, gitlab, junit, markdown } as const satisfies Record<
  string,
  Reporter
>

export type ReportFormat = keyof typeof reporters
