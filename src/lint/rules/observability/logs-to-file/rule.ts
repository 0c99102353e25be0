import type { LogFileFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule } from '../../../rule.ts'
import { appFiles } from '../../app-files.ts'
import { commandsOfGo } from '../../commands-of-go.ts'

export const logsToFile: Rule = {
  id: 'logs-to-file',
  group: 'observability',
  severity: 'warning',
  summary: 'A service that logs to a file.',
  why: 'The file goes with its container, fills its disk or needs one that can be written, and nobody can follow a request through it.',
  help: 'Log to stdout, and let the platform collect what is there.',
  *check(context): Iterable<Report> {
    const { facts, serviceOf } = context
    const told = new Map<string, LogFileFact[]>()
    const isApp = appFiles(facts)
    const isCommand = commandsOfGo(context)
    for (const fact of facts.of('log-file')) {
      const { file } = fact.at
      const isNone = isTestFile(file) || isApp(file) || isCommand(file)
      const service = isNone ? undefined : serviceOf(file)?.name
      if (service !== undefined) told.set(service, [...(told.get(service) ?? []), fact])
    }
    for (const [service, [first, ...others]] of told) {
      if (first === undefined) continue
      const related = others.map(({ at, name }) => ({ ...at, message: `and here, by ${name}` }))
      yield { message: `${service} logs to a file, by ${first.name}.`, at: first.at, services: [service], related }
    }
  },
}
