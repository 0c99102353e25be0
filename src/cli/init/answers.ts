import { didYouMean } from '../../errors/did-you-mean.ts'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import type { Graph } from '../../graph/graph.ts'
import { survey } from '../../graph/survey.ts'
import { driftOf, type NewCall } from '../../init/drift.ts'
import type { InitAnswers } from '../../init/plan-init.ts'
import type { Repository } from '../../repository/repository.ts'
import { checkOwner } from '../../scaffold/check-answers.ts'
import { checkServiceName } from '../../workspace/service-name.ts'
import type { WriteOptions } from '../options.ts'
import { askChoice, askSeveral, askText } from '../prompts.ts'
import type { Session } from '../session.ts'

export interface InitOptions extends WriteOptions {
  readonly exclude?: readonly string[]
  readonly rename?: readonly string[]
  readonly owner?: string
  readonly declareCalls?: boolean
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
  const { calls } = driftOf(graph, repository)
  const found = graph.services.filter(({ known }) => known === 'discovered')
  const names = found.map(({ name }) => name)
  // Who asks again for what is left out already is right.
  const isOut = new Set((graph.excluded ?? []).map(({ name }) => name))
  const rename = new Map((options.rename ?? []).map((text) => pair(text)))
  const problems = [
    ...(options.exclude ?? []).flatMap((name) => (isOut.has(name) ? [] : unknown(name, names))),
    ...[...rename].flatMap(([from, to]) => [
      ...unknown(from, names),
      ...[checkServiceName(to, takenBesides(from, graph, rename))].filter((problem) => problem !== undefined),
    ]),
    ...[options.owner === undefined ? undefined : checkOwner(options.owner)].filter((problem) => problem !== undefined),
  ]
  if (problems.length > 0) throw new UserError(problems)
  const today = new Date().toISOString().slice(0, 10)
  const declares = (): boolean => options.declareCalls ?? false
  const answers = {
    leaveOut: options.exclude ?? [],
    rename,
    owner: options.owner ?? config.owner ?? nobody,
    today,
    declares,
  }
  if (!session.interactive) return answers
  const declared = options.declareCalls ? new Set(calls.map(idOf)) : await askCalls(calls)
  const withCalls = { ...answers, declares: (call: NewCall) => declared.has(idOf(call)) }
  if (found.length === 0) return withCalls
  const choices = found.map(({ name, path, language }) => ({
    value: name,
    name: `${name}  ${path}${language ? `, ${language}` : ''}`,
    short: name,
  }))
  const kept = await askSeveral(
    'Services (untick those to leave out)',
    choices,
    (name) => !answers.leaveOut.includes(name),
  )
  const renamed = await askNames(kept, graph, rename)
  const owner = await askText({
    message: 'Owner of what CODEOWNERS leaves open (a team)',
    default: answers.owner,
    check: checkOwner,
  })
  return { ...withCalls, leaveOut: names.filter((name) => !kept.includes(name)), rename: renamed, owner }
}

/** New names for services, one after the other, until all are right. */
async function askNames(
  names: readonly string[],
  graph: Graph,
  given: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const rename = new Map(given)
  for (;;) {
    const choices = names.map((name) => ({
      value: name,
      name: rename.has(name) ? `${name} → ${rename.get(name)}` : name,
    }))
    const name = await askChoice('Rename a service', [{ value: '', name: 'None: the names are right' }, ...choices])
    if (name === '') return rename
    const taken = takenBesides(name, graph, rename)
    const to = await askText({
      message: `Name of ${name}`,
      default: rename.get(name) ?? name,
      check: (answer) => (answer === name ? undefined : checkServiceName(answer, taken)),
    })
    if (to === name) rename.delete(name)
    else rename.set(name, to)
  }
}

/** What other services are called, once they are renamed. */
const takenBesides = (name: string, { services }: Graph, rename: ReadonlyMap<string, string>): string[] =>
  services.flatMap((service) => (service.name === name ? [] : [rename.get(service.name) ?? service.name]))

/** Calls that somebody may have left out on purpose: none is ticked. */
async function askCalls(calls: readonly NewCall[]): Promise<ReadonlySet<string>> {
  if (calls.length === 0) return new Set()
  const choices = calls.map((call) => ({
    value: idOf(call),
    name: `${call.from} → ${call.to}  ${call.file}:${call.line}`,
  }))
  return new Set(await askSeveral('Calls to declare that the catalog lacks', choices, () => false))
}

const idOf = ({ from, to }: NewCall): string => `${from} ${to}`

function pair(text: string): [string, string] {
  const [from = '', to = ''] = text.split('=')
  return [from, to]
}

function unknown(name: string, names: readonly string[]): Problem[] {
  if (names.includes(name)) return []
  return [{ code: 'unknown-service', message: `No service "${name}" was found.`, hint: didYouMean(name, names) }]
}
