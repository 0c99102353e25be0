import { UserError } from '../errors/user-error.ts'
import { PlanDraft } from '../plan/draft.ts'
import type { Plan } from '../plan/operation.ts'
import type { Repository } from '../repository/repository.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import { nextPort } from '../workspace/ports.ts'
import { checkServiceName } from '../workspace/service-name.ts'
import { stageService } from './add-service.ts'
import type { ServiceAnswers, Tool, WorkspaceAnswers } from './answers.ts'
import { checkAnswers, checkOwner } from './check-answers.ts'
import type { Neighbour } from './neighbours.ts'
import type { ExamplePack, PackSource } from './pack.ts'
import { stageRegistration } from './register-service.ts'
import { newConfig, stageWorkspace } from './workspace-files.ts'

export interface WorkspacePlanInput {
  /** The folder to be; it may be missing or hold files, which then are in the way where names meet. */
  readonly repository: Repository
  readonly packs: PackSource
  readonly tool: Tool
  readonly answers: WorkspaceAnswers
  readonly example?: ExamplePack
  readonly force?: boolean
}

/** The answers that an example stands for. */
export function exampleAnswers(pack: ExamplePack, answers: Omit<WorkspaceAnswers, 'services'>): WorkspaceAnswers {
  const { services } = pack.manifest
  return { ...answers, services: services.map(({ remove: _, ...service }) => ({ ...service, owner: answers.owner })) }
}

/**
 * Plans a whole workspace: its root and its first services, registered. A service may depend on any other of them.
 * Throws UserError with every fault of the answers.
 */
export async function planWorkspace(input: WorkspacePlanInput): Promise<Plan> {
  const { repository, packs, tool, answers, example, force } = input
  const config = newConfig(answers)
  const services = placed(answers.services, config)
  checkAll(answers, services, packs, config)

  const draft = new PlanDraft(repository, { force: force ?? false })
  const stacks = new Map(
    await Promise.all(
      [...new Set(services.map(({ stack }) => stack))].map(async (name) => [name, await packs.stack(name)] as const),
    ),
  )
  await stageWorkspace(draft, { packs, tool, config, services, stacks, root: example?.root ?? [] })
  const neighbours = services.map(asNeighbour)
  for (const service of services) {
    const pack = stacks.get(service.stack)
    if (pack === undefined) continue
    const layer = example?.services[service.name]
    const remove = example?.manifest.services.find(({ name }) => name === service.name)?.remove ?? []
    stageService(draft, {
      config,
      tool,
      pack,
      answers: service,
      neighbours,
      ...(example && layer ? { example: { name: example.manifest.name, layer, remove } } : {}),
    })
    stageRegistration(draft, {
      config,
      ecosystem: pack.manifest.ecosystem,
      service,
      dependencies: neighbours.filter(({ name }) => service.dependsOn.includes(name)),
      install: pack.manifest.commands.install,
    })
  }
  return draft.finish()
}

type PlacedService = ServiceAnswers & { readonly port: number; readonly folder: string }

/** Decides ports and folders in the order given; a port that was asked for is kept for its service. */
function placed(services: readonly ServiceAnswers[], config: WorkspaceConfig): PlacedService[] {
  const taken = services.flatMap(({ port }) => (port === undefined ? [] : [port]))
  return services.map((service) => {
    const port = service.port ?? nextPort(config, taken)
    if (service.port === undefined) taken.push(port)
    return { ...service, port, folder: service.folder ?? `${config.servicesFolder}/${service.name}` }
  })
}

/** What the template of the platform will declare for a service: one API of the service's name. */
function asNeighbour({ name, folder, port }: PlacedService): Neighbour {
  return { name, path: folder, port, apis: [name] }
}

function checkAll(
  answers: WorkspaceAnswers,
  services: readonly PlacedService[],
  packs: PackSource,
  config: WorkspaceConfig,
): void {
  const all = services.map(asNeighbour)
  const problems = [
    checkServiceName(answers.name, [], 'workspace'),
    checkOwner(answers.owner),
    ...services.flatMap((service, index) => {
      // A name must differ from those before it; a dependency may be any of them.
      const others = all.filter((_, other) => other < index || all[other]?.name !== service.name)
      const earlier = new Set(all.slice(0, index).map(({ name }) => name.toLowerCase()))
      return checkAnswers(service, others, packs.stackNames(), config).filter(
        ({ code }) => code !== 'name-taken' || earlier.has(service.name.toLowerCase()),
      )
    }),
  ]
  const faults = problems.filter((problem) => problem !== undefined)
  if (faults.length > 0) throw new UserError(faults)
}
