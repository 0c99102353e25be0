import type { ProcessFact } from '../../../facts/fact.ts'
import { isDemonstration, isTooling } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'

const once = /^(?:release|post-?deploy)$/i
/** What is done, and not kept running, for who works on the code: `npm run build`, and not `node build/index.js`. */
const aside = /\b(?:build|migrat\w*|storybook|lint|tests?|tsc|webpack(?:-dev-server)?|tailwind(?:css)?)\b(?!\/)/i

const isAside = (file: string): boolean => isTestFile(file) || isDemonstration(file)

/** Whether a process of a list is a program of the system, and not what runs once or only beside the work on it. */
export function isKeptRunning({ name, command, at }: ProcessFact): boolean {
  const last = command.split(/&&|;/).at(-1) ?? ''
  return !(once.test(name) || aside.test(name) || aside.test(last) || isTooling(name) || isAside(at.file))
}
