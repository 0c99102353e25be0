import { codeOwners } from '../catalog/code-owners.ts'
import { addDependency, addSystem, setFolder } from '../catalog/edit.ts'
import { UserError } from '../errors/user-error.ts'
import { type FoundPort, portsOf } from '../graph/discover/ports.ts'
import { type ToldApart, toldApart } from '../graph/discover/told-apart.ts'
import type { Edge, Graph, Resource, Service } from '../graph/graph.ts'
import { withProfiles } from '../graph/profile/index.ts'
import { survey } from '../graph/survey.ts'
import { type Untold, untold } from '../graph/untold.ts'
import type { Finding } from '../lint/finding.ts'
import { PlanDraft } from '../plan/draft.ts'
import type { Plan } from '../plan/operation.ts'
import type { Repository } from '../repository/repository.ts'
import { configFile } from '../workspace/read-config.ts'
import { appendDocuments, editYaml } from '../yaml/edit.ts'
import { isCall, isCertain } from './certain.ts'
import { componentText, type InitService } from './component.ts'
import { type Drift, driftOf, type NewCall } from './drift.ts'
import { type Judging, keepFindings } from './keep-findings.ts'
import { type Naming, namesOf } from './names.ts'

/** What is asked before a plan. */
export interface InitAnswers extends Naming {
  /** Who owns what CODEOWNERS says nothing of. */
  readonly owner: string
  /** Which of the new calls of services that the catalog has already are to be declared; none where it is undefined. */
  readonly declares?: (call: NewCall) => boolean
}

/** A call that hangs on one weak piece of evidence: for people to decide. */
export interface DoubtfulCall {
  readonly from: string
  readonly to: string
  readonly file: string
  readonly line: number
  readonly why: string
}

/** A database, cache or broker, and the services that use it. */
export interface SharedStore {
  readonly name: string
  readonly kind: Resource['kind']
  readonly users: readonly string[]
}

export interface InitPlan {
  readonly plan: Plan
  /** What is new to the catalog. */
  readonly services: readonly InitService[]
  readonly doubtful: readonly DoubtfulCall[]
  /** What could be services, and that nothing runs while the rest is run: not written. */
  readonly undeployed: readonly { readonly name: string; readonly path: string }[]
  /** What could be taken for services and is none, and why. */
  readonly toldApart: readonly ToldApart[]
  /** What the files do not tell, and where to look. */
  readonly untold: readonly Untold[]
  /** What was found and is no service, as the answers say or `msvc.yaml` did before. */
  readonly leftOut: readonly { readonly name: string; readonly path: string }[]
  /** What `msvc.yaml` leaves out, and nothing lies there. */
  readonly idleExcludes: readonly string[]
  /** How many services the catalog had already. */
  readonly known: number
  /** Ports of the new services, by their names. */
  readonly ports: ReadonlyMap<string, readonly FoundPort[]>
  /** What the services use besides each other. */
  readonly stores: readonly SharedStore[]
  /** What has changed since the catalog was written. */
  readonly drift: Drift
  /** What lint finds once the plan is applied, and the baseline then keeps; nothing is said where nothing is new. */
  readonly findings: readonly Finding[]
}

/**
 * Plans what makes a repository that nobody has described one that lint can hold to its word: `msvc.yaml` where there is
 * none, an entity for each service that the catalog lacks, with the calls that are seen, and a baseline of what lint finds
 * then. What is there stays. Throws UserError where the catalog that it would add to cannot be read.
 */
export async function planInit(repository: Repository, answers: InitAnswers, judging: Judging): Promise<InitPlan> {
  const { config, catalog, facts, ...surveyed } = await survey(repository, judging.cache)
  const ownerOf = codeOwners(repository)
  const graph = withProfiles(surveyed.graph, facts, ownerOf)
  // Nobody knows which services are described where it ends; and a baseline would hide that it does.
  const broken = catalog.unreadable.filter(({ place }) => !catalog.unlinked.includes(place?.file ?? ''))
  if (broken.length > 0) throw new UserError(broken)
  const draft = new PlanDraft(repository)
  const names = namesOf(graph, answers)
  const fresh = graph.services.filter(({ known, name }) => known === 'discovered' && names.has(name))
  const services = fresh.map((service) => describe(service, graph, names, service.owner ?? answers.owner))
  // Where there is nothing to describe, nothing is written.
  if (!draft.has(configFile) && graph.services.length > 0)
    draft.create(configFile, configText(config.name, config.catalog.file, draft))
  const isOut = new Set(answers.leaveOut)
  const leftOut = graph.services.filter(({ known, name }) => known === 'discovered' && isOut.has(name))
  // What is left out is so for every command, and for the next run.
  for (const { path } of leftOut) draft.edit(configFile, (text) => excludeFolder(text, path))
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
  const drift = driftOf(graph, repository)
  const toKept = drift.calls.filter(({ to }) => names.has(to))
  const asNamed = (call: NewCall): NewCall => ({ ...call, to: names.get(call.to) ?? call.to })
  for (const { from, to, catalog } of toKept.filter((call) => answers.declares?.(call) ?? false).map(asNamed)) {
    draft.edit(catalog, (text) => addDependency(text, catalog, from, to))
  }
  for (const { name, to, file } of drift.moved) draft.edit(file, (text) => setFolder(text, file, name, to))
  const findings = services.length + drift.moved.length > 0 ? await keepFindings(repository, draft, judging) : []
  const isFresh = new Set(fresh.map(({ name }) => name))
  return {
    plan: draft.finish(),
    services,
    doubtful: graph.edges.flatMap((edge) => (isFresh.has(edge.from) && names.has(edge.to) ? doubt(edge, names) : [])),
    undeployed: (graph.undeployed ?? []).map(({ name, path }) => ({ name, path })),
    toldApart: toldApart(graph, facts),
    untold: untold(graph, facts),
    leftOut: [...leftOut, ...(graph.excluded ?? [])].map(({ name, path }) => ({ name, path })),
    idleExcludes: graph.idleExcludes ?? [],
    known: graph.services.length - graph.services.filter(({ known }) => known === 'discovered').length,
    ports: new Map([...portsOf(graph, facts)].map(([name, ports]) => [names.get(name) ?? name, ports])),
    stores: storesOf(graph, names),
    drift: { ...drift, calls: toKept.map(asNamed) },
    findings,
  }
}

function describe(service: Service, graph: Graph, names: ReadonlyMap<string, string>, owner: string): InitService {
  const { name, path, language, port, frameworks = [], health = [], deployed = [] } = service
  const own = graph.edges.filter(({ from, observed }) => from === name && observed)
  const reached = (isMeant: (edge: Edge) => boolean): string[] => [
    ...new Set(own.flatMap((edge) => (isMeant(edge) && isCertain(edge) ? (names.get(edge.to) ?? []) : []))),
  ]
  const resources = new Set(graph.resources.map((resource) => resource.name))
  return {
    name: names.get(name) ?? name,
    path,
    owner,
    ...(language === undefined ? {} : { language }),
    ...(port === undefined ? {} : { port }),
    frameworks,
    health,
    deployed,
    calls: reached(isCall).sort(),
    asks: reached((edge) => isCall(edge) && edge.kind !== 'event').sort(),
    hears: reached(({ kind }) => kind === 'event').sort(),
    stores: [...new Set(own.flatMap(({ to }) => (resources.has(to) ? [to] : [])))],
  }
}

function storesOf({ resources, edges }: Graph, names: ReadonlyMap<string, string>): SharedStore[] {
  return resources.flatMap(({ name, kind }) => {
    const users = new Set(edges.flatMap(({ from, to }) => (to === name ? [names.get(from) ?? []].flat() : [])))
    return users.size > 0 ? [{ name, kind, users: [...users].sort() }] : []
  })
}

function doubt(edge: Edge, names: ReadonlyMap<string, string>): DoubtfulCall[] {
  const [proof] = edge.evidence
  if (!isCall(edge) || isCertain(edge) || proof === undefined) return []
  const [from = '', to = ''] = [names.get(edge.from), names.get(edge.to)]
  return [{ from, to, file: proof.file, line: proof.line, why: proof.detail ?? proof.kind }]
}

const excludeFolder = (text: string, folder: string): string =>
  editYaml(text, configFile, 0, { kind: 'insert-item', path: ['discovery', 'exclude'], value: folder })

/** Services that others wrote lie where they lie: the catalog is one file, unless there is one already that points on. */
function configText(name: string, catalog: string, draft: PlanDraft): string {
  const layout = /^kind:\s*Location\b/m.test(draft.read(catalog) ?? '') ? '' : '\ncatalog:\n  layout: single\n'
  return `# What msvc must know of this repository. Only version is required.\nversion: 1\n\nname: ${name}\n${layout}`
}
