import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'

/** Programs that people run by hand, whatever they open. */
const byHand =
  /(?:^|\/)(?:cli|client|[\w-]*ctl|tools?|[\w-]*-(?:cli|client|tool)|gen(?:erat(?:e|or))?|migrat\w+|seed\w*|bench\w*|mock\w*|fake\w*|stub\w*|health-?check(?:er)?|probe|debug|examples?|demos?|playground|hack|scripts?)(?:\/|$)/i

/** Whether a program in a folder is one that people run by hand, by what the folder is called. */
export const isByHand = (folder: string): boolean => byHand.test(folder)

/**
 * Finds the files of Go in which a program begins that people run by hand beside a service: what it names, the service does
 * not. Where the service itself lies tells nothing: one of a repository of examples is a service there.
 */
export function programsByHand(facts: FactIndex): (file: string, service: Pick<Service, 'path'>) => boolean {
  const files = new Set(facts.of('program').flatMap(({ at, language }) => (language === 'go' ? [at.file] : [])))
  return (file, { path }) => files.has(file) && isByHand(posix.relative(path, posix.dirname(file)))
}
