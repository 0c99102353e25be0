import { posix } from 'node:path'
import type { Catalog } from '../catalog/catalog.ts'
import { readCatalog } from '../catalog/read.ts'
import { UserError } from '../errors/user-error.ts'
import { PlanDraft } from '../plan/draft.ts'
import type { Plan } from '../plan/operation.ts'
import type { Repository } from '../repository/repository.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import { nextPort } from '../workspace/ports.ts'
import { publishedPorts } from '../workspace/published-ports.ts'
import { readConfig } from '../workspace/read-config.ts'
import { stageService } from './add-service.ts'
import { stageAdoption } from './adopt-catalog.ts'
import type { ServiceAnswers, Tool } from './answers.ts'
import { checkAnswers } from './check-answers.ts'
import { type LockedAnswers, lockFileName, parseLock } from './lock-file.ts'
import { type Neighbour, neighboursIn } from './neighbours.ts'
import type { PackSource, StackManifest } from './pack.ts'
import { stageRegistration } from './register-service.ts'
import { stageFoundation } from './workspace-files.ts'

export interface ServicePlanInput {
  readonly repository: Repository
  readonly packs: PackSource
  readonly tool: Tool
  readonly answers: ServiceAnswers
  /** Overwrite files that are in the way. */
  readonly force?: boolean
}

/** The plan of a new service, and what a command says about it. */
export interface ServicePlan {
  readonly plan: Plan
  readonly service: { readonly name: string; readonly folder: string; readonly port: number }
  readonly manifest: StackManifest
  /** The repository had no `msvc.yaml`: the plan makes it. */
  readonly foundsWorkspace: boolean
  /** The service was there already, made from the same answers. */
  readonly wasThere: boolean
}

/**
 * Plans a new service in a repository, ours or not. With the answers that it was made from, it plans only what is
 * missing of its registration. Call it under the write lock: the port it takes is free only there.
 * Throws UserError with every fault of configuration, catalog and answers.
 */
export async function planService({ repository, packs, tool, answers, force }: ServicePlanInput): Promise<ServicePlan> {
  const { config: found, declared, problems } = readConfig(repository)
  const catalog = readCatalog(repository, found.catalog.file)
  if (problems.length + catalog.unreadable.length > 0) throw new UserError([...problems, ...catalog.unreadable])

  const name = onlySystem(catalog) ?? found.name
  const config: WorkspaceConfig = declared ? found : { ...found, name, owner: answers.owner, ci: 'none' }
  const neighbours = neighboursIn(catalog)
  const existing = neighbours.find((neighbour) => neighbour.name === answers.name)
  const previous = existing && previousAnswers(repository, existing, answers)
  const faults = checkAnswers(
    answers,
    previous ? without(neighbours, answers.name) : neighbours,
    packs.stackNames(),
    config,
  )
  if (faults.length > 0) throw new UserError(faults)

  const folder = previous ? (existing?.path ?? '') : (answers.folder ?? posix.join(config.servicesFolder, answers.name))
  const published = publishedPorts(repository)
  const holder = previous || answers.port === undefined ? undefined : published.get(answers.port)
  if (holder !== undefined && holder !== answers.name) throw portPublished(answers.port ?? 0, holder)
  const taken = [
    ...portsOf(neighbours),
    ...[...published].flatMap(([port, name]) => (name === answers.name ? [] : [port])),
  ]
  const port = previous?.port ?? answers.port ?? nextPort(config, taken)
  const pack = await packs.stack(answers.stack)
  const draft = new PlanDraft(repository, { force: force ?? false })
  if (!declared) await stageFoundation(draft, { packs, tool, config })
  stageAdoption(draft, catalog, config, answers.owner)
  if (!previous) stageService(draft, { config, tool, pack, answers: { ...answers, port, folder }, neighbours })
  stageRegistration(draft, {
    config,
    ecosystem: pack.manifest.ecosystem,
    service: { name: answers.name, folder, port, owner: answers.owner },
    dependencies: neighbours.filter((neighbour) => answers.dependsOn.includes(neighbour.name)),
    install: previous ? undefined : pack.manifest.commands.install,
  })
  return {
    plan: draft.finish(),
    service: { name: answers.name, folder, port },
    manifest: pack.manifest,
    foundsWorkspace: !declared,
    wasThere: previous !== undefined,
  }
}

const portPublished = (port: number, holder: string): UserError =>
  new UserError({
    code: 'port-taken',
    message: `Port ${port} is published by ${holder} in the compose file.`,
    hint: 'Give another, or leave --port out to get the next free one.',
  })

/** The system that the catalog has already, where there is one and no more: a new service is part of it. */
function onlySystem(catalog: Catalog): string | undefined {
  const [system, ...others] = catalog.entities.filter(
    ({ kind, namespace }) => kind === 'System' && namespace === 'default',
  )
  return others.length === 0 ? system?.name : undefined
}

/** The answers that the service of this name was made from, if what is asked now is the same. */
function previousAnswers(
  repository: Repository,
  existing: Neighbour,
  asked: ServiceAnswers,
): LockedAnswers | undefined {
  const lock = parseLock(repository.read(`${existing.path}/${lockFileName}`) ?? '')
  if (lock === undefined) return undefined
  const { answers } = lock
  const isSame =
    lock.template === asked.stack &&
    answers.owner === asked.owner &&
    (asked.description === undefined || asked.description === answers.description) &&
    (asked.port === undefined || asked.port === answers.port) &&
    (asked.folder === undefined || asked.folder === existing.path) &&
    [...asked.dependsOn].sort().join() === [...answers.dependsOn].sort().join()
  return isSame ? answers : undefined
}

const without = (neighbours: readonly Neighbour[], name: string): Neighbour[] =>
  neighbours.filter((neighbour) => neighbour.name !== name)

const portsOf = (neighbours: readonly Neighbour[]): number[] =>
  neighbours.flatMap(({ port }) => (port === undefined ? [] : [port]))
