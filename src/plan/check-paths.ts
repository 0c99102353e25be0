import type { Problem } from '../errors/problem.ts'
import { checkNewPath, checkPath, checkTogether } from './check-path.ts'
import type { Operation } from './operation.ts'

/** Every path that an operation touches. */
const pathsOf = (operation: Operation): string[] =>
  operation.kind === 'move' ? [operation.path, operation.to] : [operation.path]

/** What is wrong with the paths of a plan, without a look at the disk. */
export function checkPaths(operations: readonly Operation[]): Problem[] {
  const created = operations.flatMap((operation) => (operation.kind === 'create' ? [operation.path] : []))
  const made = operations.flatMap((operation) => (operation.kind === 'move' ? [operation.to] : [])).concat(created)
  return [
    ...operations.flatMap(pathsOf).flatMap((path) => checkPath(path) ?? []),
    ...made.flatMap((path) => checkNewPath(path) ?? []),
    ...checkTogether(made, created),
  ]
}
