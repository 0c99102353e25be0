import { UserError } from '../../errors/user-error.ts'
import { editYaml } from '../../yaml/edit.ts'
import { readYaml } from '../../yaml/read.ts'
import { isMember } from './member-globs.ts'
import type { Registration } from './registration.ts'

const manifest = 'pnpm-workspace.yaml'

/** `packages` of pnpm-workspace.yaml. A file without it only holds settings of one package. */
export const pnpmWorkspaces: Registration = {
  id: 'pnpm-workspaces',
  ecosystem: 'npm',
  find: (repository) => (isPnpmWorkspace(repository) ? manifest : undefined),
  register(text = '', file, { folder }) {
    const globs = globsOf(text) ?? []
    return isMember(folder, globs)
      ? text
      : editYaml(text, file, 0, { kind: 'insert-item', path: ['packages'], value: folder })
  },
  install: ['pnpm', 'install'],
}

/** Whether pnpm holds a workspace together here. */
export function isPnpmWorkspace(repository: Parameters<Registration['find']>[0]): boolean {
  return repository.kind(manifest) === 'file' && globsOf(repository.read(manifest) ?? '') !== undefined
}

function globsOf(text: string): string[] | undefined {
  const { documents, problems } = readYaml(text, manifest)
  if (problems.length > 0) throw new UserError(problems)
  const { packages } = (documents[0]?.data ?? {}) as { packages?: unknown }
  return Array.isArray(packages) ? packages.map(String) : undefined
}
