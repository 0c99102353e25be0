import { addLocationTarget, addOwner } from '../catalog/edit.ts'
import type { PlanDraft } from '../plan/draft.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import { registrations } from '../workspace/registrations/index.ts'
import { dependencyContext } from './make-context.ts'

export interface RegistrationInput {
  readonly config: WorkspaceConfig
  readonly ecosystem: string
  readonly service: { readonly name: string; readonly folder: string; readonly port: number; readonly owner: string }
  /** The services that it calls, for their addresses in local running. */
  readonly dependencies: readonly { readonly name: string; readonly port?: number }[]
  /** The stack's command that installs what a new service needs; undefined when there is nothing new. */
  readonly install: string | undefined
}

/** Stages a service's entry in the root catalog and in every other place of the repository that lists services. */
export function stageRegistration(draft: PlanDraft, input: RegistrationInput): void {
  const { config, ecosystem, service, dependencies } = input
  const rootFile = config.catalog.file
  const target = { file: `${service.folder}/catalog-info.yaml`, workspace: config.name }
  write(draft, rootFile, (text = '') => {
    const pointed = config.catalog.layout === 'single' ? text : addLocationTarget(text, rootFile, target)
    return addOwner(pointed, service.owner)
  })

  const environment = Object.fromEntries(
    dependencies.map(dependencyContext).map(({ setting, composeUrl }) => [setting, composeUrl]),
  )
  const view = {
    kind: (path: string) => (draft.has(path) ? ('file' as const) : undefined),
    read: (path: string) => draft.read(path),
  }
  let install = input.install?.split(' ')
  let folder = service.folder
  for (const registration of registrations) {
    if (registration.ecosystem !== undefined && registration.ecosystem !== ecosystem) continue
    const file = registration.find(view)
    if (file === undefined) continue
    write(draft, file, (text) => registration.register(text, file, { ...service, environment, ecosystem }))
    if (registration.install && install) {
      install = [...registration.install]
      folder = '.'
    }
  }
  const [program, ...args] = install ?? []
  if (program !== undefined) {
    draft.run({ title: `${[program, ...args].join(' ')} (${service.name})`, command: [program, ...args], cwd: folder })
  }
}

/** Changes a file, or makes it from nothing. */
function write(draft: PlanDraft, file: string, change: (text: string | undefined) => string): void {
  if (draft.has(file)) draft.edit(file, change)
  else draft.create(file, change(undefined))
}
