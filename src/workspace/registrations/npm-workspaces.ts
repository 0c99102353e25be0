import { isMember } from './member-globs.ts'
import { insertItem, membersOf, type PackageJson, parsePackageJson } from './package-json.ts'
import { isPnpmWorkspace } from './pnpm-workspaces.ts'
import type { Registration } from './registration.ts'

type Tree = Parameters<Registration['find']>[0]

/** `workspaces` of the root package.json, which npm, yarn and bun read; `isUsed` tells whose repository it is. */
function workspacesOf(
  program: string,
  isUsed: (has: (file: string) => boolean, wanted: string) => boolean,
): Registration {
  return {
    id: `${program}-workspaces`,
    ecosystem: 'npm',
    find(repository) {
      const manifest = manifestOf(repository)
      if (manifest === undefined || membersOf(manifest) === undefined) return undefined
      const wanted = manifest.packageManager?.replace(/@.*$/, '') ?? ''
      return isUsed((file) => repository.kind(file) === 'file', wanted) ? 'package.json' : undefined
    },
    register(text = '{}', file, { folder }) {
      const members = membersOf(parsePackageJson(text, file))
      return members === undefined || isMember(folder, members.globs) ? text : insertItem(text, members.path, folder)
    },
    install: [program, 'install'],
  }
}

/** pnpm has a file of its own, and then does not read `workspaces`. */
function manifestOf(repository: Tree): PackageJson | undefined {
  if (repository.kind('package.json') !== 'file' || isPnpmWorkspace(repository)) return undefined
  return parsePackageJson(repository.read('package.json') ?? '', 'package.json')
}

const isYarn = (has: (file: string) => boolean, wanted: string): boolean =>
  wanted === 'yarn' || (wanted === '' && has('yarn.lock'))

const isBun = (has: (file: string) => boolean, wanted: string): boolean =>
  wanted === 'bun' || (wanted === '' && (has('bun.lock') || has('bun.lockb')))

export const npmWorkspaces = workspacesOf('npm', (has, wanted) => !isYarn(has, wanted) && !isBun(has, wanted))
export const yarnWorkspaces = workspacesOf('yarn', isYarn)
export const bunWorkspaces = workspacesOf('bun', (has, wanted) => isBun(has, wanted) && !isYarn(has, wanted))
