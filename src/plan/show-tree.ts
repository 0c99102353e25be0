import { basename } from 'node:path'
import type { Operation, Plan } from './operation.ts'

/** Gives a line of the tree its colour; the tree itself knows none. */
export type Paint = (kind: Operation['kind'], text: string) => string

const marks: Readonly<Record<Operation['kind'], string>> = { create: '+', change: '~', delete: '-', move: '>' }

interface Branch {
  readonly operations: Operation[]
  readonly children: Map<string, Branch>
}

/**
 * The files of a plan as a tree: `+` created, `~` changed, `-` deleted, `>` moved. A folder at `depth` in which all is
 * new is shown as the number of its files.
 */
export function planTree(plan: Plan, paint: Paint = (_, text) => text, depth = Number.POSITIVE_INFINITY): string {
  const top = branch()
  for (const operation of plan.operations) {
    let place = top
    for (const name of shownPath(operation).split('/')) {
      const next = place.children.get(name) ?? branch()
      place.children.set(name, next)
      place = next
    }
    place.operations.push(operation)
  }
  return [`${basename(plan.root)}/`, ...lines(top, '', paint, depth)].join('\n')
}

const branch = (): Branch => ({ operations: [], children: new Map() })

const shownPath = (operation: Operation): string => (operation.kind === 'move' ? operation.to : operation.path)

function lines({ children }: Branch, indent: string, paint: Paint, depth: number): string[] {
  const sorted = [...children].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.flatMap(([name, child], index) => {
    const isLast = index === sorted.length - 1
    const branchLine = `${indent}${isLast ? '└── ' : '├── '}`
    const created = depth <= 1 && child.children.size > 0 ? countCreated(child) : undefined
    if (created !== undefined) {
      return [
        `${branchLine}${paint('create', `${marks.create} ${name}/`)} (${created} ${created === 1 ? 'file' : 'files'})`,
      ]
    }
    return [
      `${branchLine}${label(name, child, paint)}`,
      ...lines(child, `${indent}${isLast ? '    ' : '│   '}`, paint, depth - 1),
    ]
  })
}

/** How many files a branch creates; undefined when it does anything else. */
function countCreated({ operations, children }: Branch): number | undefined {
  if (operations.some(({ kind }) => kind !== 'create')) return undefined
  const below = [...children.values()].map(countCreated)
  if (below.includes(undefined)) return undefined
  return below.reduce<number>((sum, count) => sum + (count ?? 0), operations.length)
}

function label(name: string, { operations, children }: Branch, paint: Paint): string {
  const shown = children.size > 0 ? `${name}/` : name
  const [operation] = operations
  if (operation === undefined) return shown
  const signs = operations.map(({ kind }) => marks[kind]).join('')
  const move = operations.find((other) => other.kind === 'move')
  return paint(operation.kind, `${signs} ${shown}${move ? ` (from ${move.path})` : ''}`)
}
