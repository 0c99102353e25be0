/**
 * Loaded before the writer: sends itself SIGKILL or SIGSTOP (`SIGNAL`) right before its `SIGNAL_AT`th call of the file
 * system below its root.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const root = process.argv[3] ?? ''
let left = Number(process.env.SIGNAL_AT)

const functions = fs as unknown as Record<string, unknown>
for (const [name, original] of Object.entries(functions)) {
  if (!name.endsWith('Sync') || typeof original !== 'function') continue
  const counted = (...args: unknown[]) => {
    if (args.some((arg) => typeof arg === 'string' && arg.startsWith(root))) {
      left -= 1
      if (left === -1) process.kill(process.pid, process.env.SIGNAL)
    }
    return original(...args)
  }
  // `realpathSync.native` and its like.
  functions[name] = Object.assign(counted, original)
}
syncBuiltinESMExports()
