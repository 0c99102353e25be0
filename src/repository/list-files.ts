import { type Dirent, existsSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gitFiles, gitListing, pathsIn } from '../process/git-files.ts'
import { isNeverListed, neverListed, notWalked } from './litter.ts'

/** What git lists below `root`, asked for while this process does something else; undefined where there is no git to ask. */
export const listingOf = async (root: string): Promise<Buffer | undefined> =>
  isInGit(root) ? gitListing(root, neverListed) : undefined

/** Paths of a listing that are none of the files in it: links, folders, and what was deleted. */
export function besides(listing: Buffer, files: readonly string[]): string[] {
  const known = new Set(files)
  return pathsIn(listing).filter((path) => !known.has(path) && !isNeverListed(path))
}

/**
 * Files below an absolute folder, relative to it and sorted: git's list where there is one (`listing`, if that was taken
 * already), else a walk.
 */
export function listFiles(root: string, listing?: Buffer): string[] {
  const listed = isInGit(root) ? listWithGit(root, listing) : []
  // A folder that the repository around it ignores has an empty list, and then is walked like one outside git.
  const files = listed.length > 0 ? listed : walk(root, '', [])
  return files.sort()
}

/** Looks for `.git` (a file in submodules and worktrees) upwards: cheaper than asking git where there is none. */
function isInGit(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  const parent = dirname(folder)
  return parent !== folder && isInGit(parent)
}

function listWithGit(root: string, listing?: Buffer): string[] {
  const kindOf = kindsIn(root)
  const files: string[] = []
  for (const path of (listing ? pathsIn(listing) : gitFiles(root, neverListed)) ?? []) {
    if (isNeverListed(path)) continue
    const kind = kindOf(path)
    if (kind === 'file') files.push(path)
    else if (kind === 'folder') files.push(...submoduleFiles(root, path))
  }
  return files
}

/** A submodule that is checked out is part of the tree: some keep each service in a repository of its own. */
function submoduleFiles(root: string, path: string): string[] {
  const folder = join(root, path)
  if (!existsSync(join(folder, '.git'))) return []
  return listWithGit(folder).map((file) => `${path}/${file}`)
}

/** Tells what lies at a path. Looks once at each folder, which costs a fifth of looking at each file. */
function kindsIn(root: string): (path: string) => 'file' | 'folder' | undefined {
  const folders = new Map<string, ReadonlyMap<string, Dirent>>()
  const entriesAt = (folder: string): ReadonlyMap<string, Dirent> => {
    let entries = folders.get(folder)
    if (entries === undefined) {
      const isThere = folder === '.' || entriesAt(posix.dirname(folder)).get(posix.basename(folder))?.isDirectory()
      entries = new Map((isThere ? entriesOf(join(root, folder)) : []).map((entry) => [entry.name, entry]))
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

function walk(root: string, below: string, files: string[]): string[] {
  for (const entry of entriesOf(join(root, below))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isFile()) files.push(path)
    else if (entry.isDirectory() && !notWalked.has(entry.name)) walk(root, path, files)
  }
  return files
}

/** Nothing for a folder that is not there or closed to us. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
