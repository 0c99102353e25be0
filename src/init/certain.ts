import { callKinds } from '../graph/calls.ts'
import type { Edge } from '../graph/graph.ts'

/** Above this a single piece of evidence is enough to write a call down; a host alone, as a default in code, is not. */
const certain = 0.75

/** Whether code or configuration shows a call of one service to another. */
export const isCall = ({ kind, observed }: Edge): boolean => observed && callKinds.includes(kind)

/** Whether the evidence of an edge is enough to write it down unasked. */
export const isCertain = ({ evidence }: Edge): boolean =>
  evidence.length > 1 || evidence.some(({ confidence }) => confidence > certain)
