import type { LogFileFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule } from '../../../rule.ts'
import { appFiles } from '../../app-files.ts'

export const logsToFile: Rule = {
  id: 'logs-to-file',
  group: 'observability',
  severity: 'warning',
  summary: 'A service that logs to a file.',
  why: 'The file goes with its container, fills its disk or needs one that can be written, and nobody can follow a request through it.',
  help: 'Log to stdout, and let the platform collect what is there.',
  *check({ facts, serviceOf }): Iterable<Report> {
    const told = new Map<string, LogFileFact[]>()
    const isApp = appFiles(facts)
    for (const fact of facts.of('log-file')) {
      const service = isTestFile(fact.at.file) || isApp(fact.at.file) ? undefined : serviceOf(fact.at.file)?.name
      if (service !== undefined) told.set(service, [...(told.get(service) ?? []), fact])
    }
    for (const [service, [first, ...others]] of told) {
      if (first === undefined) continue
      const related = others.map(({ at, name }) => ({ ...at, message: `and here, by ${name}` }))
      yield { message: `${service} logs to a file, by ${first.name}.`, at: first.at, services: [service], related }
    }
  },
}
