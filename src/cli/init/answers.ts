import { sharedReading } from '../../cache/threads/share.ts'
import { didYouMean } from '../../errors/did-you-mean.ts'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import type { FactCache } from '../../facts/reading/fact-cache.ts'
import type { Graph } from '../../graph/graph.ts'
import { survey } from '../../graph/survey.ts'
import { driftOf, type NewCall } from '../../init/drift.ts'
import { namesOf } from '../../init/names.ts'
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

/**
 * Takes the answers from the flags, and asks for the rest where somebody is there; keeps the facts that it draws in `cache`.
 * Throws UserError for all faults at once.
 */
export async function collectInitAnswers(
  session: Session,
  repository: Repository,
  options: InitOptions,
  cache: FactCache,
): Promise<InitAnswers> {
  const { graph, config } = await survey(repository, cache, sharedReading(repository.root, true, true))
  const { calls } = driftOf(graph, repository)
  const found = graph.services.filter(({ known }) => known === 'discovered')
  const names = found.map(({ name }) => name)
  const unknown = unknownTo(graph, names)
  // Who asks again for what is left out already is right.
  const isOut = new Set((graph.excluded ?? []).map(({ name }) => name))
  const asked = (options.rename ?? []).map((text) => pair(text))
  const rename = new Map(asked.flatMap(([from, to]) => (to === undefined ? [] : [[from, to] as const])))
  const problems = [
    ...(options.exclude ?? []).flatMap((name) => (isOut.has(name) ? [] : unknown(name))),
    ...asked.flatMap(([from, to]) => {
      if (to === undefined) return [noNewName(from)]
      const fault = checkServiceName(to, takenBesides(from, graph, rename))
      return [...unknown(from), ...(fault ? [fault] : [])]
    }),
    ...[options.owner === undefined ? undefined : checkOwner(options.owner)].filter((problem) => problem !== undefined),
  ]
  if (problems.length > 0) throw new UserError(problems)
  const declares = (): boolean => options.declareCalls ?? false
  const answers = {
    leaveOut: options.exclude ?? [],
    rename,
    owner: options.owner ?? config.owner ?? nobody,
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
    // A name that no catalog can hold becomes another by itself.
    const written = namesOf(graph, { leaveOut: [], rename })
    const choices = names.map((name) => {
      const becomes = written.get(name) ?? name
      return { value: name, name: becomes === name ? name : `${name} → ${becomes}` }
    })
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

function pair(text: string): [string, string | undefined] {
  const [from = '', to] = text.split('=')
  return [from, to || undefined]
}

const noNewName = (name: string): Problem => ({
  code: 'missing-name',
  message: `--rename ${name} says no new name.`,
  hint: `Write --rename ${name || '<name>'}=<new name>.`,
})

/** What is wrong with a name that is none of those found. */
function unknownTo({ services }: Graph, names: readonly string[]): (name: string) => Problem[] {
  return (name) => {
    if (names.includes(name)) return []
    const known = services.find((service) => service.name === name)
    if (known === undefined) {
      const areAllKnown = names.length === 0 && services.length > 0
      const hint = areAllKnown ? 'All that are found are in the catalog already.' : didYouMean(name, names)
      return [{ code: 'unknown-service', message: `No service "${name}" was found.`, hint }]
    }
    const hint = `Change it there, in ${known.at.file}: init leaves alone what the catalog says.`
    return [{ code: 'known-service', message: `${name} is in the catalog already.`, hint }]
  }
}
