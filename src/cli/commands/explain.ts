import { readFileSync } from 'node:fs'
import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { rules } from '../../lint/rules/index.ts'
import { explain } from '../../report/explain.ts'
import { table } from '../../report/table.ts'
import type { CommonOptions } from '../options.ts'
import { builtFile } from '../package-files.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson, type Session } from '../session.ts'

/** `msvc explain [rule]`: the page of a rule; without one, all rules. */
export async function run(options: CommonOptions, id?: string): Promise<number> {
  const session = openSession(options)
  if (id === undefined) return listRules(session)
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule === undefined) {
    const ids = rules.map((candidate) => candidate.id)
    throw new UserError({ code: 'unknown-rule', message: `There is no rule "${id}".`, hint: didYouMean(id, ids) })
  }
  const page = readFileSync(builtFile(`rules/${rule.id}.md`), 'utf8')
  const { group, severity, summary, why, help, fixes } = rule
  if (session.json)
    printJson(session, { version: 1, rule: { id, group, severity, summary, why, help, fixes: fixes ?? null, page } })
  else session.out.write(explain(page, session.out.paint))
  return exitCodes.done
}

function listRules(session: Session): number {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (session.json) {
    const shown = sorted.map(({ id, group, severity, summary }) => ({ id, group, severity, summary }))
    printJson(session, { version: 1, rules: shown })
    return exitCodes.done
  }
  const { bold, red, yellow } = session.out.color
  const paint = { error: red, warning: yellow }
  session.out.write(table(sorted.map(({ id, severity, summary }) => [bold(id), paint[severity](severity), summary])))
  return exitCodes.done
}
