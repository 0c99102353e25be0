import type { YamlPath } from '../../yaml/read.ts'
import type { At } from '../fact.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'

/** Commands of a shell, or an action and what it is told. */
export interface Step {
  /** Where its first line is. */
  readonly at: At
  readonly script?: string
  readonly action?: string
  readonly inputs?: Loose
}

/** Keys under which jobs have what they do, in the order in which it is done. */
const lists = ['before_script', 'steps', 'script', 'after_success', 'after_script']
const shells = ['run', 'script', 'bash', 'pwsh', 'powershell', 'command', 'commands']

/** What a job does, step by step, but where a step asks something first. */
export function stepsOf(job: Loose, path: YamlPath, place: (path: YamlPath) => At, asks: RegExp): Step[] {
  const visit = (value: unknown, at: YamlPath): Step[] => {
    if (Array.isArray(value)) return value.flatMap((item: unknown, index) => visit(item, [...at, index]))
    const script = asText(value)
    if (script !== undefined) return [{ at: startOf(script, place(at)), script }]
    const step = asMap(value)
    if (asks.test(JSON.stringify([step['if'], step['condition'], step['when']]))) return []
    const shell = shells.find((key) => step[key] !== undefined)
    if (shell !== undefined) return visit(step[shell], [...at, shell])
    // A program in an image, and its arguments.
    if (Array.isArray(step['args'])) {
      const program = (asText(step['entrypoint'] ?? step['name']) ?? '').replace(/^.*\//, '')
      return [{ at: place(at), script: [program, ...asList(step['args']).map(asText)].join(' ') }]
    }
    const action = asText(step['uses'] ?? step['task'])
    if (action !== undefined) return [{ at: place(at), action, inputs: asMap(step['with'] ?? step['inputs']) }]
    // Steps by name.
    return Object.entries(step).flatMap(([key, item]) =>
      typeof item === 'object' && item !== null && !Array.isArray(item) ? visit(item, [...at, key]) : [],
    )
  }
  return lists.flatMap((key) => (job[key] === undefined || job[key] === null ? [] : visit(job[key], [...path, key])))
}

/** The sign of a block stands on a line of its own. */
const startOf = (script: string, at: At): At =>
  script.trimEnd().includes('\n') ? { file: at.file, line: at.line + 1, column: 1 } : at
