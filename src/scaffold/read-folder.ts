import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A file of a template folder, before it is compiled. */
export interface RawFile {
  /** Where it goes, `/`-separated, perhaps with `{{words}}` in it. */
  readonly path: string
  readonly text: string
  /** Its text is a template, not to be copied as it stands. */
  readonly isTemplate: boolean
  readonly executable: boolean
}

/** `template.yaml` describes the pack and is not part of it. */
const manifestName = 'template.yaml'

/** What builds and tests leave behind when somebody runs a template in place. */
const litter = new Set(['node_modules', 'dist', '.git'])

/** Reads every file below a template folder, sorted by path. Missing folder: no files. */
export function readTemplateFolder(folder: string): RawFile[] {
  return walk(folder, '')
    .filter((path) => path !== manifestName)
    .map((path) => ({
      path: targetPath(path),
      text: readFileSync(join(folder, path), 'utf8'),
      isTemplate: path.endsWith('.hbs'),
      executable: (statSync(join(folder, path)).mode & 0o100) !== 0,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** `_gitignore` → `.gitignore`: npm and git would act on the real names; `__init__.py` stays as it is. */
function targetPath(path: string): string {
  return path
    .replace(/\.hbs$/, '')
    .split('/')
    .map((segment) => segment.replace(/^_(?!_)/, '.'))
    .join('/')
}

function walk(folder: string, below: string): string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true })
  return entries.flatMap((entry) => {
    if (litter.has(entry.name)) return []
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    return entry.isDirectory() ? walk(folder, path) : [path]
  })
}
