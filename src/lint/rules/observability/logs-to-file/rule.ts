import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule } from '../../../rule.ts'

export const logsToFile: Rule = {
  id: 'logs-to-file',
  group: 'observability',
  severity: 'warning',
  summary: 'A service that logs to a file.',
  why: 'The file goes with its container, fills its disk or needs one that can be written, and nobody can follow a request through it.',
  help: 'Log to stdout, and let the platform collect what is there.',
  *check({ facts, serviceOf }): Iterable<Report> {
    for (const { at, name } of facts.of('log-file')) {
      const service = isTestFile(at.file) ? undefined : serviceOf(at.file)
      if (service === undefined) continue
      yield { message: `${service.name} logs to a file, by ${name}.`, at, services: [service.name] }
    }
  },
}
