import { fileURLToPath } from 'node:url'
import { PlanDraft } from '../../src/plan/draft.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import type { WorkspaceAnswers } from '../../src/scaffold/answers.ts'
import { folderPacks } from '../../src/scaffold/folder-packs.ts'
import type { StackPack } from '../../src/scaffold/pack.ts'
import { newConfig, stageWorkspace } from '../../src/scaffold/workspace-files.ts'

const packs = folderPacks(fileURLToPath(new URL('../../templates', import.meta.url)))

interface Asked extends Partial<Omit<WorkspaceAnswers, 'services'>> {
  readonly services?: Parameters<typeof stageWorkspace>[1]['services']
  /** What the builds of its services leave behind. */
  readonly artifacts?: readonly string[]
}

/** Files of a new workspace's root by path, before any service is registered. */
export async function rendered({ services = [], artifacts = [], ...asked }: Asked): Promise<Record<string, string>> {
  const draft = new PlanDraft(memoryRepository({}))
  const stack: StackPack = { manifest: { ...tiny, artifacts }, layers: [] }
  await stageWorkspace(draft, {
    packs,
    tool: { version: '1.2.3', ciCommand: 'npx --yes --package=create-microservice@1.2.3 msvc' },
    config: newConfig({ name: 'shop', owner: 'team-shop', ci: 'none', ...asked }),
    services,
    stacks: new Map([[tiny.name, stack]]),
    root: [],
  })
  const files = draft
    .finish()
    .operations.map((operation): [string, string] => [
      operation.path,
      operation.kind === 'create' ? String(operation.content) : '',
    ])
  return Object.fromEntries(files)
}

const tiny = {
  name: 'tiny',
  title: 'Tiny',
  language: 'none',
  ecosystem: 'none',
  layers: [],
  commands: { install: 'a', format: 'b', lint: 'c', test: 'd', build: 'e', start: 'f' },
  ciImage: 'busybox:1',
  resources: { cpuRequest: '10m', memoryRequest: '16Mi', memoryLimit: '32Mi', startSeconds: 1 },
  when: {},
}
