import { join, relative } from 'node:path'
import type { WorkspaceAnswers } from '../../scaffold/answers.ts'
import type { PackSource } from '../../scaffold/pack.ts'
import { newConfig } from '../../scaffold/workspace-files.ts'
import { shellWord } from '../shell-word.ts'

export interface CreatedWorkspace {
  readonly folder: string
  /** How msvc is called from that folder. */
  readonly msvc: string
  readonly isExample: boolean
  readonly answers: WorkspaceAnswers
  /** Its packages are installed. */
  readonly isInstalled: boolean
}

/** The commands to type next, each of which works as it stands, in this order, from where the user is. */
export async function nextSteps(created: CreatedWorkspace, from: string, packs: PackSource): Promise<string[]> {
  const { folder, msvc, isExample, answers, isInstalled } = created
  const enter = (path: string): string[] => {
    const way = relative(from, path)
    return way === '' ? [] : [`cd ${shellWord(way)}`]
  }
  if (isExample) return [...enter(folder), 'npm run demo', `${msvc} lint`]
  const [service] = answers.services
  if (service === undefined) return [...enter(folder), `${msvc} add-service products`, `${msvc} lint`]
  const { commands } = (await packs.stack(service.stack)).manifest
  const test = isInstalled ? [commands.test] : [commands.install, commands.test]
  return [...enter(join(folder, newConfig(answers).servicesFolder, service.name)), ...test, `${msvc} lint`]
}
