import { rustPrograms } from '../rust-programs.ts'
import type { Finder } from './finder.ts'

/** Programs that answer or take from a queue, of languages in which code shows that. */
export const programs: Finder = ({ facts, programs, nameFor }, found) => {
  const isRunCrate = (folder: string): boolean => found.holderOf(`${folder}/.`) !== undefined
  for (const { folder, at } of [...programs, ...rustPrograms(facts, isRunCrate)]) {
    if (found.isApart(folder)) found.add(nameFor(folder), folder, { ...at, line: 1, column: 1 }, true)
  }
}
