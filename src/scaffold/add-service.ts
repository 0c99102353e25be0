import { appendToCatalog } from '../catalog/single-file.ts'
import type { PlanDraft } from '../plan/draft.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import type { ServiceAnswers, Tool } from './answers.ts'
import { lockFileName, lockText } from './lock-file.ts'
import { makeContext } from './make-context.ts'
import type { Neighbour } from './neighbours.ts'
import type { Layer, StackPack } from './pack.ts'
import { type RenderedFile, renderLayers } from './render.ts'
import type { ServiceContext } from './service-context.ts'

export interface ServiceInput {
  readonly config: WorkspaceConfig
  readonly tool: Tool
  readonly pack: StackPack
  /** Checked answers with port and folder decided. */
  readonly answers: ServiceAnswers & { readonly port: number; readonly folder: string }
  readonly neighbours: readonly Neighbour[]
  /** Files of an example that win over the stack's. */
  readonly example?: { readonly name: string; readonly layer: Layer; readonly remove: readonly string[] }
}

/** Where the platform layer puts a service's entities. */
const catalogFile = 'catalog-info.yaml'

/**
 * Stages the files of one service and its lock; in a catalog of one file also the service's entities, which then have no
 * file of their own. Registering it elsewhere is left to the caller.
 */
export function stageService(draft: PlanDraft, input: ServiceInput): ServiceContext {
  const { pack, answers, example } = input
  const dependencies = answers.dependsOn.flatMap((name) => input.neighbours.filter((other) => other.name === name))
  const context = makeContext({ ...input, manifest: pack.manifest, dependencies })
  const files = renderLayers([...pack.layers, ...(example ? [example.layer] : [])], context, {
    when: pack.manifest.when,
    remove: example?.remove ?? [],
  })
  const isSingle = input.config.catalog.layout === 'single'
  const own = isSingle ? files.filter(({ path }) => path !== catalogFile) : files
  for (const file of own) {
    draft.create(`${answers.folder}/${file.path}`, file.content, { executable: file.executable })
  }
  draft.create(`${answers.folder}/${lockFileName}`, lockOf(input, context, own))
  const entities = isSingle ? files.find(({ path }) => path === catalogFile) : undefined
  if (entities) {
    const rootFile = input.config.catalog.file
    const append = (text: string): string => appendToCatalog(text, rootFile, entities.content, answers.folder)
    if (draft.has(rootFile)) draft.edit(rootFile, append)
    else draft.create(rootFile, append(''))
  }
  return context
}

function lockOf(
  { pack, answers, tool, example }: ServiceInput,
  context: ServiceContext,
  files: RenderedFile[],
): string {
  const lock = {
    template: pack.manifest.name,
    version: tool.version,
    ...(example ? { example: example.name } : {}),
    answers: {
      name: answers.name,
      owner: answers.owner,
      description: context.description,
      port: answers.port,
      dependsOn: answers.dependsOn,
      replicas: context.replicas.prod,
    },
  }
  return lockText(lock, files)
}
