import { didYouMean } from '../../errors/did-you-mean.ts'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import { survey } from '../../graph/survey.ts'
import type { InitAnswers } from '../../init/plan-init.ts'
import type { Repository } from '../../repository/repository.ts'
import { checkServiceName } from '../../workspace/service-name.ts'
import type { WriteOptions } from '../options.ts'
import { askSeveral, askText } from '../prompts.ts'
import type { Session } from '../session.ts'

export interface InitOptions extends WriteOptions {
  readonly exclude?: readonly string[]
  readonly rename?: readonly string[]
  readonly owner?: string
}

/** Whom a service belongs to where nobody says so; lint asks for a team then. */
const nobody = 'unknown'

/** Takes the answers from the flags, and asks for the rest where somebody is there. Throws UserError for all faults at once. */
export async function collectInitAnswers(
  session: Session,
  repository: Repository,
  options: InitOptions,
): Promise<InitAnswers> {
  const { graph, config } = await survey(repository)
  const found = graph.services.filter(({ known }) => known === 'discovered')
  const names = found.map(({ name }) => name)
  const rename = new Map((options.rename ?? []).map((text) => pair(text)))
  const problems = [
    ...(options.exclude ?? []).flatMap((name) => unknown(name, names)),
    ...[...rename].flatMap(([from, to]) => [
      ...unknown(from, names),
      ...[checkServiceName(to, [])].filter((problem) => problem !== undefined),
    ]),
  ]
  if (problems.length > 0) throw new UserError(problems)
  const today = new Date().toISOString().slice(0, 10)
  const answers = { leaveOut: options.exclude ?? [], rename, owner: options.owner ?? config.owner ?? nobody, today }
  if (!session.interactive || found.length === 0 || options.yes) return answers
  const choices = found.map(({ name, path, language }) => ({
    value: name,
    name: `${name}  ${path}${language ? `, ${language}` : ''}`,
  }))
  const kept = await askSeveral('Services', choices, (name) => !answers.leaveOut.includes(name))
  const owner = await askText({
    message: 'Owner of what CODEOWNERS leaves open (a team)',
    default: answers.owner,
    check: isSomething,
  })
  return { ...answers, leaveOut: names.filter((name) => !kept.includes(name)), owner }
}

const isSomething = (answer: string): Problem | undefined =>
  answer === ''
    ? { code: 'owner-missing', message: 'An owner is missing.', hint: 'Name a team such as team-shop.' }
    : undefined

function pair(text: string): [string, string] {
  const [from = '', to = ''] = text.split('=')
  return [from, to]
}

function unknown(name: string, names: readonly string[]): Problem[] {
  if (names.includes(name)) return []
  return [{ code: 'unknown-service', message: `No service "${name}" was found.`, hint: didYouMean(name, names) }]
}
