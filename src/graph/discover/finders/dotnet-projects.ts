import { posix } from 'node:path'
import { isTestFile } from '../../test-file.ts'
import type { Finder } from './finder.ts'

/** Projects of .NET that answer. Where anything runs such projects, the others are parts of them or left behind. */
export const dotnetProjects: Finder = ({ facts, nameFor }, found) => {
  const projects = facts.of('package').filter(({ ecosystem, at }) => ecosystem === 'nuget' && !isTestFile(at.file))
  if (
    facts.of('workload').length > 0 &&
    projects.some(({ at }) => found.holderOf(`${posix.dirname(at.file)}/.`) !== undefined)
  )
    return
  for (const { at, starts } of projects) {
    const path = posix.dirname(at.file)
    if (starts && found.isApart(path)) found.add(nameFor(path), path, at)
  }
}
