import { statSync } from 'node:fs'
import { version } from './version.ts'

/** This build of the program: its version alone would be the same after every change of it. */
export function toolKey(): string {
  const { size, mtimeMs } = statSync(__filename)
  return `${version}-${process.version}-${size}-${Math.trunc(mtimeMs)}`
}
