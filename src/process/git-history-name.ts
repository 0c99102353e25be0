import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gitEnvironment } from './git-environment.ts'

/**
 * What names the history that HEAD stands at: the same name, the same commits. Empty outside of git and before the first
 * commit. Cheaper than reading it: git is only asked where its files do not tell.
 */
export async function historyName(root: string): Promise<string> {
  const told = headIn(join(root, '.git'))
  if (told) return nameOf(told, join(root, '.git', 'shallow'))
  const [shallow = '', head = ''] = (await askGit(root)).split(/\r?\n/)
  return head === '' ? '' : nameOf(head, resolve(root, shallow))
}

const commit = /^[0-9a-f]{40,64}$/

/** The commit of HEAD, where it lies in files of its own. */
function headIn(gitFolder: string): string | undefined {
  const head = textOf(join(gitFolder, 'HEAD'))?.trim() ?? ''
  if (commit.test(head)) return head
  const [, name] = /^ref: (refs\/[^\s]+)$/.exec(head) ?? []
  if (name === undefined || name.includes('..')) return undefined
  const loose = textOf(join(gitFolder, name))?.trim() ?? ''
  return commit.test(loose) ? loose : undefined
}

function askGit(root: string): Promise<string> {
  const { spawn } = process.getBuiltinModule('node:child_process')
  return new Promise((done) => {
    const child = spawn('git', ['rev-parse', '--git-path', 'shallow', '--verify', 'HEAD'], {
      cwd: root,
      env: { ...process.env, ...gitEnvironment },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    child.on('error', () => done(''))
    child.on('close', (code) => done(code === 0 ? text : ''))
  })
}

/** Where a clone ends that is not whole is part of the name. */
function nameOf(head: string, shallow: string): string {
  const ends = textOf(shallow)
  return ends === undefined ? head : `${head} ${hash('sha256', ends, 'hex').slice(0, 16)}`
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
