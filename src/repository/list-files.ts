import { type Dirent, existsSync, lstatSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { gitFiles, gitListing, isSparse, pathsIn } from '../process/git-files.ts'
import { isClosed } from './closed.ts'
import { isNeverListed, neverListed, notWalked } from './litter.ts'
import type { Unlisted } from './repository.ts'

const ofItsOwn = 'a git repository of its own, which this one does not hold as a submodule'
const notCheckedOut = 'left out of the checkout (git sparse-checkout)'
const lostName = 'its name is not UTF-8'

/** Where bytes of a name are no UTF-8, they are replaced, and no file is called like that any more. */
const hasLostName = (root: string, path: string): boolean => path.includes('\uFFFD') && !existsSync(join(root, path))

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
  /** What lies there too and is left out, with the reason; nothing of folders in which no file is looked for. */
  readonly unlisted: readonly Unlisted[]
}

/** Files below an absolute folder: git's list where there is one (`listing`, if that was taken already), else a walk. */
export function listFiles(root: string, listing?: Buffer): Listed {
  const unlisted: Unlisted[] = []
  const listed = isInGit(root) ? listWithGit(root, unlisted, listing) : []
  // A folder that the repository around it ignores has an empty list, and then is walked like one outside git.
  const files = listed.length > 0 ? listed : walk(root, '', [], unlisted)
  return { files: files.sort(), unlisted: unlisted.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/** Looks for `.git` (a file in submodules and worktrees) upwards: cheaper than asking git where there is none. */
function isInGit(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  const parent = dirname(folder)
  return parent !== folder && isInGit(parent)
}

function listWithGit(root: string, unlisted: Unlisted[], listing?: Buffer): string[] {
  const kindOf = kindsIn(root, unlisted)
  const files: string[] = []
  const absent: string[] = []
  for (const path of (listing ? pathsIn(listing) : gitFiles(root, neverListed)) ?? []) {
    if (isNeverListed(path)) continue
    const kind = kindOf(path)
    if (hasLostName(root, path)) unlisted.push({ path, why: lostName })
    else if (kind === 'file') files.push(path)
    else if (kind === 'folder') files.push(...submoduleFiles(root, path, unlisted))
    else if (kind === 'repository') unlisted.push({ path, why: ofItsOwn })
    else absent.push(path)
  }
  // Links are among them, and what was deleted: git is asked for a reason only where there may be one.
  if (absent.length > 0 && isSparse(root)) {
    const places = new Set(absent.flatMap((path) => firstAbsent(root, path) ?? []))
    unlisted.push(...[...places].map((path) => ({ path, why: notCheckedOut })))
  }
  return files
}

/** The uppermost folder on the way to a path that is not there, else the path itself; undefined where something lies at it. */
function firstAbsent(root: string, path: string): string | undefined {
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
    if (!existsSync(join(root, path.slice(0, end)))) return path.slice(0, end + 1)
  return lstatSync(join(root, path), { throwIfNoEntry: false }) ? undefined : path
}

/** A submodule that is checked out is part of the tree: some keep each service in a repository of its own. */
function submoduleFiles(root: string, path: string, unlisted: Unlisted[]): string[] {
  const folder = join(root, path)
  if (!existsSync(join(folder, '.git'))) return []
  const there: Unlisted[] = []
  const files = listWithGit(folder, there)
  unlisted.push(...there.map((each) => ({ ...each, path: `${path}/${each.path}` })))
  return files.map((file) => `${path}/${file}`)
}

/** Tells what lies at a path. Looks once at each folder, which costs a fifth of looking at each file. */
function kindsIn(root: string, unlisted: Unlisted[]): (path: string) => 'file' | 'folder' | 'repository' | undefined {
  const folders = new Map<string, ReadonlyMap<string, Dirent>>()
  const entriesAt = (folder: string): ReadonlyMap<string, Dirent> => {
    let entries = folders.get(folder)
    if (entries === undefined) {
      const isThere = folder === '.' || entriesAt(posix.dirname(folder)).get(posix.basename(folder))?.isDirectory()
      entries = new Map((isThere ? entriesOf(root, folder, unlisted) : []).map((entry) => [entry.name, entry]))
      folders.set(folder, entries)
    }
    return entries
  }
  return (path) => {
    const entry = entriesAt(posix.dirname(path)).get(posix.basename(path))
    if (entry?.isFile()) return 'file'
    if (!entry?.isDirectory()) return undefined
    return path.endsWith('/') ? 'repository' : 'folder'
  }
}

function walk(root: string, below: string, files: string[], unlisted: Unlisted[]): string[] {
  for (const entry of entriesOf(root, below, unlisted)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (hasLostName(root, path)) unlisted.push({ path, why: lostName })
    else if (entry.isFile()) files.push(path)
    else if (entry.isDirectory() && !notWalked.has(entry.name)) walk(root, path, files, unlisted)
  }
  return files
}

/** Nothing for a folder that is not there, and for one that is closed to us, which is added to `unlisted`. */
function entriesOf(root: string, folder: string, unlisted: Unlisted[]): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    if (isClosed(error)) unlisted.push({ path: `${folder || '.'}/`, why: 'a folder that may not be read' })
    return []
  }
}
