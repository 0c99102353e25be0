/** Loaded before the writer: has a signal come right before some call of the file system below its root. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Mishap } from './start.ts'

const root = process.argv[3] ?? ''
const { at, signal = 'SIGKILL', withoutHardLinks }: Mishap = JSON.parse(process.env.MISHAP ?? '{}')
let calls = 0

const functions = fs as unknown as Record<string, unknown>
for (const [name, original] of Object.entries(functions)) {
  if (!name.endsWith('Sync') || typeof original !== 'function') continue
  const counted = (...args: unknown[]) => {
    if (args.some((arg) => typeof arg === 'string' && arg.startsWith(root))) {
      if (calls === at) process.kill(process.pid, signal)
      calls += 1
    }
    return original(...args)
  }
  // `realpathSync.native` and its like.
  functions[name] = Object.assign(counted, original)
}
if (withoutHardLinks) {
  functions.linkSync = () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM', syscall: 'link' })
  }
}
syncBuiltinESMExports()
