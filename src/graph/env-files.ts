import { posix } from 'node:path'
import type { FactIndex } from '../facts/fact-index.ts'

/** Variables of the `.env` beside a compose file, which compose fills in. */
export interface EnvFiles {
  /** The value of a variable in the `.env` beside a file. */
  beside(file: string, name: string): string | undefined
  /** A text with every `${NAME}` filled in; undefined where one of them stays open. */
  filled(text: string, file: string): string | undefined
}

/** Indexes the variables of `.env` files, which are given to a folder and to no workload. */
export function envFiles(facts: FactIndex): EnvFiles {
  const values = new Map<string, string>()
  for (const { at, name, value, workload } of facts.of('env-set')) {
    if (workload === undefined && value !== undefined) values.set(`${at.file}\0${name}`, value)
  }
  const beside = (file: string, name: string): string | undefined =>
    values.get(`${posix.join(posix.dirname(file), '.env')}\0${name}`)
  return {
    beside,
    filled(text, file) {
      const filled = text.replace(/\$\{(\w+)(?::?[-?][^}]*)?\}/g, (whole, name: string) => beside(file, name) ?? whole)
      return filled.includes('${') ? undefined : filled
    },
  }
}
