import { ownFolderName } from './own-folder.ts'

/** Folders that never hold anybody's own code, whatever git says of them: what package managers install, and our journal. */
export const neverListed: readonly string[] = ['node_modules', '.venv', '__pycache__', ownFolderName]

/** Folders that a walk leaves out where there is no git to ask: what builds and tools leave behind. */
const builtFolders = [
  '.git',
  '.hg',
  '.svn',
  'dist',
  'build',
  'out',
  'target',
  'vendor',
  'venv',
  'coverage',
  '.gradle',
  '.idea',
  '.next',
  '.nuxt',
  '.tox',
  '.terraform',
  '.turbo',
  '.cache',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
]

/** Names that a walk does not enter. */
export const notWalked: ReadonlySet<string> = new Set([...neverListed, ...builtFolders])

const neverListedPattern = new RegExp(
  `(?:^|/)(?:${neverListed.map((name) => name.replace('.', '\\.')).join('|')})(?:/|$)`,
)

/** Whether a path lies in a folder that is never listed. */
export const isNeverListed = (path: string): boolean => neverListedPattern.test(path)
