import { addSystem } from '../catalog/edit.ts'
import { callKinds } from '../graph/calls.ts'
import type { Commit } from '../graph/commit.ts'
import type { Edge, Graph, Service } from '../graph/graph.ts'
import { survey } from '../graph/survey.ts'
import { baselineText } from '../lint/baseline.ts'
import type { Finding } from '../lint/finding.ts'
import { lintRepository } from '../lint/run.ts'
import { bytesOf } from '../plan/content.ts'
import { PlanDraft } from '../plan/draft.ts'
import type { Plan } from '../plan/operation.ts'
import { overlayRepository } from '../repository/overlay.ts'
import type { Repository } from '../repository/repository.ts'
import { caseStyles } from '../scaffold/words.ts'
import { configFile } from '../workspace/read-config.ts'
import { appendDocuments } from '../yaml/edit.ts'
import { codeOwners } from './code-owners.ts'
import { componentText, type InitService } from './component.ts'

export interface InitAnswers {
  /** Services, by the names that were found, that are none. */
  readonly leaveOut: readonly string[]
  /** New names by those that were found. */
  readonly rename: ReadonlyMap<string, string>
  /** Who owns what CODEOWNERS says nothing of. */
  readonly owner: string
  /** The day that it is, as `2026-11-23`. */
  readonly today: string
  /** Reads the files of each of the last commits, as lint does. */
  readonly history?: () => Promise<readonly Commit[]>
}

/** A call that hangs on one weak piece of evidence: for people to decide. */
export interface DoubtfulCall {
  readonly from: string
  readonly to: string
  readonly file: string
  readonly line: number
  readonly why: string
}

export interface InitPlan {
  readonly plan: Plan
  /** What is new to the catalog. */
  readonly services: readonly InitService[]
  readonly doubtful: readonly DoubtfulCall[]
  /** How many services the catalog had already. */
  readonly known: number
  /** Findings of today that the baseline keeps, so that lint speaks of new ones alone. */
  readonly baselined: number
}

/** Above this a single piece of evidence is enough to write a call down; a host alone, as a default in code, is not. */
const certain = 0.75

/**
 * Plans what makes a repository that nobody has described one that lint can hold to its word: `msvc.yaml` where there is
 * none, an entity for each service that the catalog lacks, with the calls that are seen, and a baseline of what lint finds
 * then. What is there stays.
 */
export async function planInit(repository: Repository, answers: InitAnswers): Promise<InitPlan> {
  const { config, graph } = await survey(repository)
  const draft = new PlanDraft(repository)
  const names = namesOf(graph, answers)
  const fresh = graph.services.filter(({ known, name }) => known === 'discovered' && names.has(name))
  const ownerOf = codeOwners(repository)
  const services = fresh.map((service) => describe(service, graph, names, ownerOf(service.path) ?? answers.owner))
  // Where there is nothing to describe, nothing is written.
  if (!draft.has(configFile) && graph.services.length > 0)
    draft.create(configFile, configText(config.name, config.catalog.file, draft))
  if (services.length > 0) {
    const { file } = config.catalog
    const whole = (text: string): string =>
      services.reduce(
        (all, service) => appendDocuments(all, componentText(service, config.name)),
        addSystem(text, config.name, config.owner ?? services[0]?.owner ?? answers.owner),
      )
    if (draft.has(file)) draft.edit(file, whole)
    else draft.create(file, whole(''))
  }
  const { baseline } = config.lint
  const found = services.length > 0 && !draft.has(baseline) ? await findings(repository, draft.finish(), answers) : []
  if (found.length > 0) draft.create(baseline, baselineText(found))
  const isFresh = new Set(fresh.map(({ name }) => name))
  return {
    plan: draft.finish(),
    services,
    doubtful: graph.edges.flatMap((edge) => (isFresh.has(edge.from) && names.has(edge.to) ? doubt(edge, names) : [])),
    known: graph.services.length - graph.services.filter(({ known }) => known === 'discovered').length,
    baselined: found.length,
  }
}

/** What lint will say of the repository once the plan is applied. */
async function findings(
  repository: Repository,
  { operations }: Plan,
  { today, history }: InitAnswers,
): Promise<readonly Finding[]> {
  const changes = operations.flatMap((operation) =>
    operation.kind === 'create' || operation.kind === 'change'
      ? [[operation.path, bytesOf(operation.content)] as const]
      : [],
  )
  const tree = overlayRepository(repository, new Map(changes))
  const result = await lintRepository(tree, { today, baseline: false, ...(history ? { history } : {}) })
  return result.findings
}

/** How each service will be called: as people want it, else as it is found, made a DNS label; those left out are not in it. */
function namesOf({ services }: Graph, { leaveOut, rename }: InitAnswers): Map<string, string> {
  const out = new Set(leaveOut)
  const taken = new Set(services.flatMap(({ known, name }) => (known === 'declared' ? [name] : [])))
  const names = new Map<string, string>()
  for (const { name, known, path } of services) {
    if (out.has(name)) continue
    const label = known === 'declared' ? name : (rename.get(name) ?? asLabel(name))
    const free = known === 'declared' || !taken.has(label) ? label : `${label}-${asLabel(path)}`
    taken.add(free)
    names.set(name, free)
  }
  return names
}

const asLabel = (name: string): string => (/^[a-z0-9-]+$/.test(name) ? name : caseStyles.kebab(name))

function describe(service: Service, graph: Graph, names: ReadonlyMap<string, string>, owner: string): InitService {
  const { name, path, language, port } = service
  const own = graph.edges.filter(({ from, observed }) => from === name && observed)
  const reached = (isMeant: (edge: Edge) => boolean): string[] => [
    ...new Set(own.flatMap((edge) => (isMeant(edge) && isCertain(edge) ? (names.get(edge.to) ?? []) : []))),
  ]
  const asked = new Set(reached((edge) => isCall(edge) && edge.kind !== 'event'))
  const resources = new Set(graph.resources.map((resource) => resource.name))
  return {
    name: names.get(name) ?? name,
    path,
    owner,
    ...(language === undefined ? {} : { language }),
    ...(port === undefined ? {} : { port }),
    calls: reached(isCall).sort(),
    hears: reached(({ kind }) => kind === 'event')
      .filter((other) => !asked.has(other))
      .sort(),
    stores: [...new Set(own.flatMap(({ to }) => (resources.has(to) ? [to] : [])))],
  }
}

const isCall = ({ kind, observed }: Edge): boolean => observed && callKinds.includes(kind)
const isCertain = ({ evidence }: Edge): boolean =>
  evidence.length > 1 || evidence.some(({ confidence }) => confidence > certain)

function doubt(edge: Edge, names: ReadonlyMap<string, string>): DoubtfulCall[] {
  const [proof] = edge.evidence
  if (!isCall(edge) || isCertain(edge) || proof === undefined) return []
  const [from = '', to = ''] = [names.get(edge.from), names.get(edge.to)]
  return [{ from, to, file: proof.file, line: proof.line, why: proof.detail ?? proof.kind }]
}

/** Services that others wrote lie where they lie: the catalog is one file, unless there is one already that points on. */
function configText(name: string, catalog: string, draft: PlanDraft): string {
  const layout = /^kind:\s*Location\b/m.test(draft.read(catalog) ?? '') ? '' : '\ncatalog:\n  layout: single\n'
  return `# What msvc must know of this repository. Only version is required.\nversion: 1\n\nname: ${name}\n${layout}`
}
