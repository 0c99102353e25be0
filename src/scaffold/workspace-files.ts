import { parseRef } from '../catalog/references.ts'
import type { PlanDraft } from '../plan/draft.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import { defaultConfig } from '../workspace/default-config.ts'
import type { Tool, WorkspaceAnswers } from './answers.ts'
import type { Layer, PackSource, StackPack } from './pack.ts'
import { renderLayers } from './render.ts'
import { caseStyles } from './words.ts'
import type { WorkspaceContext } from './workspace-context.ts'

/** What makes a repository a workspace; the rest of the root is for those that start with us. */
const foundation = ['msvc.yaml', 'catalog-info.yaml']

interface Placed {
  readonly name: string
  readonly folder: string
  readonly port: number
  readonly stack: string
  readonly description?: string
}

/** The configuration that a new workspace will read back from its `msvc.yaml`. */
export function newConfig(answers: Omit<WorkspaceAnswers, 'services'>): WorkspaceConfig {
  return { ...defaultConfig(answers.name), owner: answers.owner, ci: answers.ci }
}

/** Stages the root of a new workspace, with the files of an example over it. */
export async function stageWorkspace(
  draft: PlanDraft,
  input: {
    readonly packs: PackSource
    readonly tool: Tool
    readonly config: WorkspaceConfig
    readonly services: readonly Placed[]
    readonly stacks: ReadonlyMap<string, StackPack>
    readonly root: readonly Layer[]
  },
): Promise<void> {
  const context = workspaceContext(input)
  for (const file of renderLayers([await input.packs.workspace(), ...input.root], context, { when: ciFiles })) {
    draft.create(file.path, file.content, { executable: file.executable })
  }
}

/** Stages what a repository that never saw us needs: `msvc.yaml`, and a root catalog if it has none. */
export async function stageFoundation(
  draft: PlanDraft,
  input: { readonly packs: PackSource; readonly tool: Tool; readonly config: WorkspaceConfig },
): Promise<void> {
  const context = workspaceContext({ ...input, services: [], stacks: new Map() })
  for (const file of renderLayers([await input.packs.workspace()], context, { when: ciFiles })) {
    if (foundation.includes(file.path) && !draft.has(file.path)) draft.create(file.path, file.content)
  }
}

/** CI files of the workspace layer, each for one provider. */
const ciFiles = { '.github/**': 'ciGithub', '.gitlab-ci.yml': 'ciGitlab' }

function workspaceContext(input: {
  readonly tool: Tool
  readonly config: WorkspaceConfig
  readonly services: readonly Placed[]
  readonly stacks: ReadonlyMap<string, StackPack>
}): WorkspaceContext {
  const { config, tool, services, stacks } = input
  const artifacts = [...stacks.values()].flatMap(({ manifest }) => manifest.artifacts)
  return {
    name: config.name,
    title: caseStyles.title(config.name),
    owner: config.owner ?? '',
    ownerEntity: ownerEntity(config.owner ?? ''),
    system: config.name,
    ci: config.ci,
    ciGithub: config.ci === 'github',
    ciGitlab: config.ci === 'gitlab',
    services: services.map(({ name, folder, port, stack, description }) => ({
      name,
      title: caseStyles.title(name),
      path: folder,
      port,
      stack,
      description: description ?? '',
    })),
    hasServices: services.length > 0,
    servicesFolder: config.servicesFolder,
    ports: config.ports,
    catalog: config.catalog,
    command: tool.ciCommand,
    artifacts: [...new Set(artifacts)].sort(),
  }
}

function ownerEntity(owner: string): WorkspaceContext['ownerEntity'] {
  const ref = parseRef(owner, { kind: 'Group' })
  const kind = (['Group', 'User'] as const).find((known) => known.toLowerCase() === ref?.kind.toLowerCase())
  return ref && kind ? { ...ref, kind } : null
}
