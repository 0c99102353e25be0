import type { Stated } from './stated.ts'

/** A program begins here: the entry point of a process, in a language that tells it from a library. */
export interface ProgramFact extends Stated<'program'> {
  readonly language: string
  /** It opens a server, which a library may do for the programs that are built with it. */
  readonly likely?: true
}

/** Something compiles a program. */
export interface ProgramBuildFact extends Stated<'program-build'> {
  /** What the program is called. */
  readonly name: string
  /** The folder of the package that it is made of, from the root; several where it depends on where the script is started. */
  readonly sources: readonly string[]
}

/** A word of the command line that starts a program, which tells an address. */
export interface ArgumentFact extends Stated<'argument'> {
  /** The option that it is given for: `mongoURI` of `-mongoURI mongodb://db`. */
  readonly flag?: string
  /** As written. Never print it: it may hold a secret. */
  readonly value: string
  /** Name of the workload that is started so; undefined for an image. */
  readonly workload?: string
}

/** Code opens a port to answer at, or a setting names the one that it opens. */
export interface ListenFact extends Stated<'listen'> {
  /** Where the place itself tells which. */
  readonly port?: number
  /** It opens none, and waits for what comes through a queue. */
  readonly from?: 'queue'
}

/** Whoever keeps the processes of a list running. */
export type ProcessListKind = 'procfile' | 'pm2' | 'cloud-foundry' | 'render' | 'dapr' | 'azd' | 'app-engine'

/** A list of processes, for a platform or a manager that keeps them running, names one. */
export interface ProcessFact extends Stated<'process'> {
  /** What the list is written for. */
  readonly list: ProcessListKind
  readonly name: string
  readonly command: string
  /** The folder of the code that it starts, from the root: as the command names it, or where the list lies. */
  readonly folder: string
  /** Names of the variables that it is given. */
  readonly sets: readonly string[]
}

/** Something starts a program beside others: a supervisor, or a script or a command that does not wait for it. */
export interface SupervisedFact extends Stated<'supervised'> {
  /** As the supervisor calls it. */
  readonly name?: string
  readonly command: string
  /** The workload whose command it is part of, by its name. */
  readonly workload?: string
}

/**
 * A framework makes instances of classes by itself: of all such in packages that a program names, itself among them; of
 * this one, wherever a program that takes its package in is built with it; or only where a setting asks for it.
 */
export interface PartFact extends Stated<'part'> {
  readonly role: 'takes' | 'made' | 'asked'
  /** What a program takes in, by the beginnings of the names of packages. */
  readonly packages?: readonly string[]
}
