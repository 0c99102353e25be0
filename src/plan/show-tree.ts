import { basename } from 'node:path'
import type { Operation, Plan } from './operation.ts'

/** Gives a line of the tree its colour; the tree itself knows none. */
export type Paint = (kind: Operation['kind'], text: string) => string

const marks: Readonly<Record<Operation['kind'], string>> = { create: '+', change: '~', delete: '-', move: '>' }

interface Branch {
  readonly operations: Operation[]
  readonly children: Map<string, Branch>
}

/** The files of a plan as a tree: `+` created, `~` changed, `-` deleted, `>` moved. */
export function planTree(plan: Plan, paint: Paint = (_, text) => text): string {
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
  return [`${basename(plan.root)}/`, ...lines(top, '', paint)].join('\n')
}

const branch = (): Branch => ({ operations: [], children: new Map() })

const shownPath = (operation: Operation): string => (operation.kind === 'move' ? operation.to : operation.path)

function lines({ children }: Branch, indent: string, paint: Paint): string[] {
  const sorted = [...children].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.flatMap(([name, child], index) => {
    const isLast = index === sorted.length - 1
    return [
      `${indent}${isLast ? '└── ' : '├── '}${label(name, child, paint)}`,
      ...lines(child, `${indent}${isLast ? '    ' : '│   '}`, paint),
    ]
  })
}

function label(name: string, { operations, children }: Branch, paint: Paint): string {
  const shown = children.size > 0 ? `${name}/` : name
  const [operation] = operations
  if (operation === undefined) return shown
  const signs = operations.map(({ kind }) => marks[kind]).join('')
  const move = operations.find((other) => other.kind === 'move')
  return paint(operation.kind, `${signs} ${shown}${move ? ` (from ${move.path})` : ''}`)
}
