import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { version } from './version.ts'

/**
 * This build of the program: its version alone would be the same after every change of it. What draws facts is a file of its
 * own beside this one (scripts/build.mjs).
 */
export function toolKey(): string {
  const files = [__filename, join(dirname(__filename), 'draw.cjs')].map((file) => statSync(file))
  return [version, process.version, ...files.flatMap(({ size, mtimeMs }) => [size, Math.trunc(mtimeMs)])].join('-')
}
