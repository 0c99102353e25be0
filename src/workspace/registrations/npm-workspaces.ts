import { findNodeAtLocation, parse, parseTree } from 'jsonc-parser'
import { isMember } from './member-globs.ts'
import type { Registration } from './registration.ts'

interface Manifest {
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] }
  readonly packageManager?: string
}

/** `workspaces` of the root package.json: npm's and yarn's. pnpm has a file of its own and does not read it. */
const workspaces = {
  ecosystem: 'npm',
  register(text = '{}', _file: string, { folder }: { folder: string }): string {
    const { workspaces: listed } = parse(text) as Manifest
    const isPlain = Array.isArray(listed)
    const members = isPlain ? (listed as readonly string[]) : ((listed as { packages?: string[] })?.packages ?? [])
    if (isMember(folder, members)) return text
    return insertItem(text, isPlain ? ['workspaces'] : ['workspaces', 'packages'], folder)
  },
}

type Tree = Parameters<Registration['find']>[0]

function manifestOf(repository: Tree): Manifest | undefined {
  if (repository.kind('pnpm-workspace.yaml') === 'file') return undefined
  const text = repository.kind('package.json') === 'file' ? repository.read('package.json') : undefined
  const manifest = text === undefined ? undefined : (parse(text) as Manifest | undefined)
  return manifest?.workspaces === undefined ? undefined : manifest
}

const usesYarn = (repository: Tree, manifest: Manifest): boolean =>
  manifest.packageManager?.startsWith('yarn@') ?? repository.kind('yarn.lock') === 'file'

export const npmWorkspaces: Registration = {
  id: 'npm-workspaces',
  ...workspaces,
  find(repository) {
    const manifest = manifestOf(repository)
    return manifest && !usesYarn(repository, manifest) ? 'package.json' : undefined
  },
  install: ['npm', 'install'],
}

export const yarnWorkspaces: Registration = {
  id: 'yarn-workspaces',
  ...workspaces,
  find(repository) {
    const manifest = manifestOf(repository)
    return manifest && usesYarn(repository, manifest) ? 'package.json' : undefined
  },
  install: ['yarn', 'install'],
}

/** Adds a text to an array of a JSON file, laid out as its last item is, and changes nothing else. */
function insertItem(text: string, path: string[], item: string): string {
  const root = parseTree(text)
  const array = root && findNodeAtLocation(root, path)
  if (array === undefined) return text
  const last = array.children?.at(-1)
  const value = JSON.stringify(item)
  if (last === undefined) return splice(text, array.offset + 1, value)
  const gap = /[[,](\s*)$/.exec(text.slice(0, last.offset))?.[1] ?? ' '
  const isFirst = array.children?.length === 1 && !gap.includes('\n')
  return splice(text, last.offset + last.length, `,${isFirst ? ' ' : gap}${value}`)
}

const splice = (text: string, offset: number, addition: string): string =>
  text.slice(0, offset) + addition + text.slice(offset)
