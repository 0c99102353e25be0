import type { Stated } from './stated.ts'

/** A program begins here: the entry point of a process, in a language that tells it from a library. */
export interface ProgramFact extends Stated<'program'> {
  readonly language: string
}

/** Code opens a port to answer at. */
export type ListenFact = Stated<'listen'>
