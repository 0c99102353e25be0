import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { text } from './text.ts'
import type { VerificationReporter } from './verification.ts'

/** Every format of `msvc verify --format`. */
export const verificationReporters = { text, json, junit, markdown } as const satisfies Record<
  string,
  VerificationReporter
>

export type VerificationFormat = keyof typeof verificationReporters
