import { hash } from 'node:crypto'
import type { Observation } from '../repository/witness.ts'

/** What an answer depends on. */
export interface AnswerHead {
  readonly tool: string
  readonly question: string
  /** Of the tree: all files, and all that facts were drawn from. */
  readonly state: string
  /** What else of the tree was looked at. */
  readonly others: readonly Observation[]
  /** What was committed, where that was asked for. */
  readonly history?: string
  /** How many lines files have was asked for. */
  readonly usesLines: boolean
}

export interface StoredAnswer {
  readonly head: AnswerHead
  /** The answer, as JSON. */
  readonly body: string
}

const sumLength = 44

/** An answer as the parts of a file. */
export function encodeAnswer(head: AnswerHead, body: string): string[] {
  const rest = `${JSON.stringify(head)}\n${body}`
  return [hash('sha256', rest, 'base64'), rest]
}

/** Reads such a file. Undefined for one that is not whole, and for one of another build or to another question. */
export function decodeAnswer(file: Buffer | undefined, tool: string, question: string): StoredAnswer | undefined {
  const rest = file?.subarray(sumLength)
  if (rest === undefined || file?.toString('latin1', 0, sumLength) !== hash('sha256', rest, 'base64')) return undefined
  const end = rest.indexOf(10)
  const head = JSON.parse(rest.toString('utf8', 0, end)) as AnswerHead
  if (head.tool !== tool || head.question !== question) return undefined
  return { head, body: rest.toString('utf8', end + 1) }
}
