import { formatPatch, type StructuredPatch, structuredPatch } from 'diff'
import { textOf } from './content.ts'
import type { Content, Operation, Plan } from './operation.ts'

const nothing = '/dev/null'

/** The plan as one unified diff that `git apply` takes, as long as it moves no folder and holds no binary file. */
export const planDiff = (plan: Plan): string => plan.operations.map(operationDiff).join('')

/** Unified diff of one operation. */
export function operationDiff(operation: Operation): string {
  switch (operation.kind) {
    case 'create': {
      const newMode = operation.executable ? '100755' : '100644'
      return diff(nothing, operation.path, '', operation.content, { isCreate: true, newMode })
    }
    case 'change':
      return diff(operation.path, operation.path, operation.before, operation.content, {})
    case 'delete':
      return diff(operation.path, nothing, operation.before, '', { isDelete: true })
    case 'move':
      return diff(operation.path, operation.to, '', '', { isRename: true })
  }
}

function diff(from: string, to: string, before: Content, after: Content, header: Partial<StructuredPatch>): string {
  const [oldText, newText] = [textOf(before), textOf(after)]
  const isBinary = oldText === undefined || newText === undefined
  const patch = structuredPatch(side('a', from), side('b', to), oldText ?? '', newText ?? '')
  const hunks = isBinary ? [] : patch.hunks
  const text = formatPatch({ ...patch, hunks, isGit: true, ...header })
  return isBinary ? `${text.trimEnd()}\nBinary files ${side('a', from)} and ${side('b', to)} differ\n` : text
}

const side = (letter: string, path: string): string => (path === nothing ? nothing : `${letter}/${path}`)
