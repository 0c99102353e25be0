import { posix } from 'node:path'
import { isTestFile } from '../../test-file.ts'
import type { Finder } from './finder.ts'

/**
 * Projects of .NET that answer. Where anything runs such projects, the others are parts of them or left behind; but where
 * nothing does, and somebody has only begun to write images, those beside the first one are as good.
 */
export const dotnetProjects: Finder = ({ facts, workloads, nameFor }, found) => {
  const projects = facts.of('package').filter(({ ecosystem, at }) => ecosystem === 'nuget' && !isTestFile(at.file))
  const holders = new Set(projects.flatMap(({ at }) => found.holderOf(`${posix.dirname(at.file)}/.`) ?? []))
  const [first, ...more] = holders
  const isBegun = first !== undefined && more.length === 0 && workloads.length === 0 && posix.dirname(first) !== '.'
  if (holders.size > 0 && !isBegun) return
  const isBeside = (path: string): boolean =>
    first === undefined || (path !== first && posix.dirname(path) === posix.dirname(first))
  for (const { at, starts } of projects) {
    const path = posix.dirname(at.file)
    if (starts && isBeside(path) && found.isApart(path)) found.add(nameFor(path), path, at)
  }
}
