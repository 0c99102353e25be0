import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) {
    rmSync(folder, { recursive: true, force: true })
    // Where the writers of the tests say that they are alone.
    rmSync(`${folder}-alone`, { force: true })
  }
})

/** A temporary folder that is gone after the test, with these files in it. */
export function temporary(tree: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plan-')))
  made.push(root)
  writeTree(root, tree)
  return root
}

export function writeTree(root: string, tree: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** All that lies below a folder: `a/` for folders, `a: text` for files, with a `*` when executable. */
export function readTree(root: string, below = ''): string[] {
  return readdirSync(join(root, below))
    .sort()
    .flatMap((name) => {
      const path = below === '' ? name : `${below}/${name}`
      const stats = lstatSync(join(root, path))
      if (stats.isDirectory()) return [`${path}/`, ...readTree(root, path)]
      if (stats.isSymbolicLink()) return [`${path} (link)`]
      return [`${path}${stats.mode & 0o100 ? '*' : ''}: ${readFileSync(join(root, path), 'utf8')}`]
    })
}
