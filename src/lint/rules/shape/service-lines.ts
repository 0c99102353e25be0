import { isTestFile } from '../../../graph/test-file.ts'
import type { RuleContext } from '../../rule.ts'

/** How many lines of code each service has, by its name, tests left out; those that have none are not in it. */
export function serviceLines({ lines, serviceOf }: RuleContext): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const [file, count] of lines) {
    const service = isTestFile(file) ? undefined : serviceOf(file)
    if (service) sums.set(service.name, (sums.get(service.name) ?? 0) + count)
  }
  return sums
}
