import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gitFiles, gitListing, pathsIn } from '../process/git-files.ts'
import { isClosed } from './closed.ts'
import { isNeverListed, neverListed, notWalked } from './litter.ts'

/** What git lists below `root`, asked for while this process does something else; undefined where there is no git to ask. */
export const listingOf = async (root: string): Promise<Buffer | undefined> =>
  isInGit(root) ? gitListing(root, neverListed) : undefined

/** Paths of a listing that are none of the files in it: links, folders, and what was deleted. */
export function besides(listing: Buffer, files: readonly string[]): string[] {
  const known = new Set(files)
  return pathsIn(listing).filter((path) => !known.has(path) && !isNeverListed(path))
}

/** What lies below a folder, relative to it and sorted. */
export interface Listed {
  readonly files: readonly string[]
  /** Folders that may not be looked into, as far as any file is looked for there. */
  readonly closed: readonly string[]
}

/** Files below an absolute folder: git's list where there is one (`listing`, if that was taken already), else a walk. */
export function listFiles(root: string, listing?: Buffer): Listed {
  const closed: string[] = []
  const listed = isInGit(root) ? listWithGit(root, closed, listing) : []
  // A folder that the repository around it ignores has an empty list, and then is walked like one outside git.
  const files = listed.length > 0 ? listed : walk(root, '', [], closed)
  return { files: files.sort(), closed: closed.sort() }
}

/** Looks for `.git` (a file in submodules and worktrees) upwards: cheaper than asking git where there is none. */
function isInGit(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  const parent = dirname(folder)
  return parent !== folder && isInGit(parent)
}

function listWithGit(root: string, closed: string[], listing?: Buffer): string[] {
  const kindOf = kindsIn(root, closed)
  const files: string[] = []
  for (const path of (listing ? pathsIn(listing) : gitFiles(root, neverListed)) ?? []) {
    if (isNeverListed(path)) continue
    const kind = kindOf(path)
    if (kind === 'file') files.push(path)
    else if (kind === 'folder') files.push(...submoduleFiles(root, path, closed))
  }
  return files
}

/** A submodule that is checked out is part of the tree: some keep each service in a repository of its own. */
function submoduleFiles(root: string, path: string, closed: string[]): string[] {
  const folder = join(root, path)
  if (!existsSync(join(folder, '.git'))) return []
  const closedThere: string[] = []
  const files = listWithGit(folder, closedThere)
  closed.push(...closedThere.map((each) => `${path}/${each}`))
  return files.map((file) => `${path}/${file}`)
}

/** Tells what lies at a path. Looks once at each folder, which costs a fifth of looking at each file. */
function kindsIn(root: string, closed: string[]): (path: string) => 'file' | 'folder' | undefined {
  const folders = new Map<string, ReadonlyMap<string, Dirent>>()
  const entriesAt = (folder: string): ReadonlyMap<string, Dirent> => {
    let entries = folders.get(folder)
    if (entries === undefined) {
      const isThere = folder === '.' || entriesAt(posix.dirname(folder)).get(posix.basename(folder))?.isDirectory()
      entries = new Map((isThere ? entriesOf(root, folder, closed) : []).map((entry) => [entry.name, entry]))
      folders.set(folder, entries)
    }
    return entries
  }
  return (path) => {
    const entry = entriesAt(posix.dirname(path)).get(posix.basename(path))
    if (entry?.isFile()) return 'file'
    return entry?.isDirectory() && !path.endsWith('/') ? 'folder' : undefined
  }
}

function walk(root: string, below: string, files: string[], closed: string[]): string[] {
  for (const entry of entriesOf(root, below, closed)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isFile()) files.push(path)
    else if (entry.isDirectory() && !notWalked.has(entry.name)) walk(root, path, files, closed)
  }
  return files
}

/** Nothing for a folder that is not there, and for one that is closed to us, which is added to `closed`. */
function entriesOf(root: string, folder: string, closed: string[]): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    if (isClosed(error)) closed.push(folder === '' ? '.' : folder)
    return []
  }
}
