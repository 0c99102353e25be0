import { bytesOf } from './content.ts'
import type { FollowUp, Operation, Plan } from './operation.ts'
import { operationDiff } from './show-diff.ts'

/** An operation for scripts: never whole files, but how each changes. */
export interface ShownOperation {
  readonly kind: Operation['kind']
  readonly path: string
  /** Where a move ends. */
  readonly to?: string
  /** Bytes of the file as it will be. */
  readonly size?: number
  readonly executable?: boolean
  /** Unified diff of a change. */
  readonly diff?: string
}

/** A plan as one document for `--json`. */
export interface ShownPlan {
  readonly root: string
  readonly operations: readonly ShownOperation[]
  readonly followUps: readonly FollowUp[]
}

/** The plan without the contents of its files. */
export function planJson(plan: Plan): ShownPlan {
  return { root: plan.root, operations: plan.operations.map(shown), followUps: plan.followUps }
}

function shown(operation: Operation): ShownOperation {
  const { kind, path } = operation
  switch (operation.kind) {
    case 'create':
      return { kind, path, size: bytesOf(operation.content).length, executable: operation.executable ?? false }
    case 'change':
      return { kind, path, size: bytesOf(operation.content).length, diff: operationDiff(operation) }
    case 'delete':
      return { kind, path }
    case 'move':
      return { kind, path, to: operation.to }
  }
}
