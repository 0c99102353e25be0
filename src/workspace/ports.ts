import { UserError } from '../errors/user-error.ts'
import type { WorkspaceConfig } from './config.ts'

/** The lowest port of the workspace's range that nobody has. Throws UserError `ports-exhausted` when all are taken. */
export function nextPort(config: WorkspaceConfig, taken: readonly number[]): number {
  const { from, to } = config.ports
  const held = new Set(taken)
  for (let port = from; port <= to; port++) if (!held.has(port)) return port
  throw new UserError({
    code: 'ports-exhausted',
    message: `All local ports from ${from} to ${to} are taken.`,
    hint: 'Widen "ports" in msvc.yaml, or give one with --port.',
  })
}
