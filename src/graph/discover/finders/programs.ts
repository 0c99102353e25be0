import { posix } from 'node:path'
import { pythonPrograms } from '../programs/python.ts'
import { rustPrograms } from '../programs/rust.ts'
import type { Finder } from './finder.ts'
import { idlePrograms } from './idle-programs.ts'

/** Programs that answer or take from a queue, of languages in which code shows that. */
export const programs: Finder = (tree, found) => {
  const { facts, programs, isPart, nameFor } = tree
  const isIdle = idlePrograms(tree)
  const isAgain = onPlatform(
    programs.map(({ folder }) => folder),
    new Set(found.all().map(({ path }) => path)),
  )
  const isRun = (folder: string): boolean => found.holderOf(`${folder}/.`) !== undefined
  // `cmd/main.go` alone says of no program what it is called: the module does.
  const module = facts.of('package').find(({ ecosystem, at }) => ecosystem === 'go' && at.file === 'go.mod')?.name
  const called = module?.split('/').findLast((part) => !/^v\d+$/.test(part))
  const nameOf = (folder: string): string => (folder === 'cmd' ? called : undefined) ?? nameFor(folder)
  for (const { folder, at } of [...programs, ...rustPrograms(facts, isRun), ...pythonPrograms(facts, isRun)]) {
    if (found.isApart(folder) && !isIdle(folder) && !isAgain(folder) && !isPart(folder))
      found.add(nameOf(folder), folder, { ...at, line: 1, column: 1 }, true)
  }
}

/** Folders of programs that a platform for functions starts. */
const ofPlatform = /^(?:aws[-_]?)?(?:lambdas?|functions?|serverless|faas)$/i

/**
 * Whether a program lies among those that are put together once more for a platform that runs functions, where most of them have a
 * twin among what is `found` by its image: `cmd/lambda/orders` of `cmd/compose/orders`.
 */
function onPlatform(folders: readonly string[], found: ReadonlySet<string>): (folder: string) => boolean {
  const groups = new Map<string, { all: number; twins: number }>()
  const groupOf = (folder: string): [group: string, inside: string] | undefined => {
    const parts = folder.split('/')
    const place = parts.findIndex((part, index) => index < parts.length - 1 && ofPlatform.test(part))
    return place < 0 ? undefined : [parts.slice(0, place + 1).join('/'), parts.slice(place + 1).join('/')]
  }
  for (const folder of folders) {
    const [group, inside] = groupOf(folder) ?? []
    if (group === undefined || inside === undefined || found.has(folder)) continue
    const above = posix.dirname(group)
    const isTwin = (other: string): boolean =>
      other.endsWith(`/${inside}`) && posix.dirname(other.slice(0, other.length - inside.length - 1)) === above
    const { all, twins } = groups.get(group) ?? { all: 0, twins: 0 }
    groups.set(group, { all: all + 1, twins: twins + Number([...found].some(isTwin)) })
  }
  return (folder) => {
    const { all, twins } = groups.get(groupOf(folder)?.[0] ?? '') ?? { all: 0, twins: 0 }
    return twins > 0 && twins * 2 >= all
  }
}
