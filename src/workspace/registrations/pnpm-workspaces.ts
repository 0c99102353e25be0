import { parse } from 'yaml'
import { editYaml } from '../../yaml/edit.ts'
import { isMember } from './member-globs.ts'
import type { Registration } from './registration.ts'

/** `packages` of pnpm-workspace.yaml. */
export const pnpmWorkspaces: Registration = {
  id: 'pnpm-workspaces',
  ecosystem: 'npm',
  find: (repository) => (repository.kind('pnpm-workspace.yaml') === 'file' ? 'pnpm-workspace.yaml' : undefined),
  register(text = '', file, { folder }) {
    const { packages } = (parse(text) as { packages?: string[] } | null) ?? {}
    if (isMember(folder, packages ?? [])) return text
    return editYaml(text, file, 0, { kind: 'insert-item', path: ['packages'], value: folder })
  },
  install: ['pnpm', 'install'],
}
