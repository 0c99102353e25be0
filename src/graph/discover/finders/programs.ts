import { pythonPrograms } from '../programs/python.ts'
import { rustPrograms } from '../programs/rust.ts'
import type { Finder } from './finder.ts'
import { idlePrograms } from './idle-programs.ts'

/** Programs that answer or take from a queue, of languages in which code shows that. */
export const programs: Finder = (tree, found) => {
  const { facts, programs, nameFor } = tree
  const isIdle = idlePrograms(tree)
  const isRun = (folder: string): boolean => found.holderOf(`${folder}/.`) !== undefined
  // `cmd/main.go` alone says of no program what it is called: the module does.
  const module = facts.of('package').find(({ ecosystem, at }) => ecosystem === 'go' && at.file === 'go.mod')?.name
  const called = module?.split('/').findLast((part) => !/^v\d+$/.test(part))
  const nameOf = (folder: string): string => (folder === 'cmd' ? called : undefined) ?? nameFor(folder)
  for (const { folder, at } of [...programs, ...rustPrograms(facts, isRun), ...pythonPrograms(facts, isRun)]) {
    if (found.isApart(folder) && !isIdle(folder)) found.add(nameOf(folder), folder, { ...at, line: 1, column: 1 }, true)
  }
}
