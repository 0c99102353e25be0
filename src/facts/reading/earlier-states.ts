import { posix } from 'node:path'

/** How the folders of a course are called, before the number of each: `Chapter07`, `section_3`, `07-resilience`. */
const ofCourse =
  /^(?:chapter|chapt|chap|ch|section|sec|lesson|lecture|step|lab|unit|week|day|episode|ep|exercise|tutorial)?$/i
/** How a state is called with which a chapter begins, and one with which it ends: `07-begin`, `finish`. */
const beginning = /(?:^|[-_.\d])(?:begin|beginning|start|starter|initial|before|skeleton|todo)$/i
const ending = /(?:^|[-_.\d])(?:end|final|finish|finished|complete|completed|solution|after|done)$/i

/** Paths with such a folder in them: without any, nobody needs to look at all. */
const mayBe =
  /(?:^|\/)(?:(?:ch|sec|les|lec|step|lab|unit|week|day|ep|ex|tut)[a-z]*[\W_]*\d|\d+[^/]*\/|(?:[^/]*[-_.\d])?(?:begin|start|init|before|skel|todo))[^/]*\//i

/** `01-orders`, told by its number alone: what has an image of its own is a program of many, and no state of all. */
const numberAlone = /^\d/

/** So many states make a course. */
const fewestStates = 3
/** Of more folders, a program has made them. */
const mostStates = 100
/** So many files, and this part of a state, must another one have under the same paths. */
const fewestShared = 10
const mostShared = 0.7

/** One state of what a course builds: its folder, and the order in which they follow each other. */
interface State {
  readonly folder: string
  readonly order: readonly number[]
}

/**
 * Finds files of earlier states of a system, where a repository keeps several of them side by side, as those of courses do: a folder
 * for each chapter, or what a chapter begins and ends with. Most of an earlier state lies in a later one under the same path.
 */
export function earlierStates(files: readonly string[]): (file: string) => boolean {
  let folders: readonly string[] | undefined
  return (file) => {
    folders ??= foldersOfEarlier(files)
    return folders.some((folder) => file.startsWith(`${folder}/`))
  }
}

function foldersOfEarlier(files: readonly string[]): string[] {
  if (!files.some((file) => mayBe.test(file))) return []
  const inside = childrenOf(files)
  const images = new Set(
    files.filter((file) => posix.basename(file) === 'Dockerfile').map((file) => posix.dirname(file)),
  )
  const isProgram = ({ folder }: State): boolean => numberAlone.test(posix.basename(folder)) && images.has(folder)
  const systems = [...inside.keys()]
    .map((parent) => statesIn(parent, inside).filter((state) => !isProgram(state)))
    .filter(({ length }) => length > 1)
  const contents = contentsOf(
    systems.flatMap((states) => states.map(({ folder }) => folder)),
    files,
  )
  return systems.flatMap((states) =>
    states.flatMap(({ folder, order }) => {
      const own = contents.get(folder) ?? new Set<string>()
      const isKeptOn = (later: State): boolean => {
        if (own.size < fewestShared || compare(later.order, order) <= 0) return false
        const there = contents.get(later.folder)
        const shared = [...own].filter((file) => there?.has(file)).length
        return shared >= fewestShared && shared >= own.size * mostShared
      }
      return states.some(isKeptOn) ? [folder] : []
    }),
  )
}

/** The files in each folder, by their paths from there. */
function contentsOf(folders: readonly string[], files: readonly string[]): Map<string, Set<string>> {
  const contents = new Map(folders.map((folder) => [folder, new Set<string>()]))
  for (const file of contents.size > 0 ? files : []) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1))
      contents.get(file.slice(0, end))?.add(file.slice(end + 1))
  }
  return contents
}

/** The states whose folders lie in one folder: numbered ones with what they begin and end with, and what no number has behind them all. */
function statesIn(parent: string, inside: ReadonlyMap<string, ReadonlySet<string>>): readonly State[] {
  const names = [...(inside.get(parent) ?? [])]
  const pathOf = (name: string): string => posix.join(parent, name)
  const numbered = names.filter((name) => /\d/.test(name) && ofCourse.test(name.replace(/[\W_]*\d.*$/, '')))
  if (names.length > mostStates) return []
  if (numbered.length < fewestStates) return numbered.length > 0 ? [] : stepsIn(parent, inside, [])
  const states = numbered.flatMap((name) => {
    const number = [...name.matchAll(/\d+/g)].map(([digits]) => Number(digits))
    const steps = stepsIn(pathOf(name), inside, number)
    return steps.length > 0 ? steps : [{ folder: pathOf(name), order: [...number, 0] }]
  })
  const others = names.filter((name) => !numbered.includes(name) && !name.startsWith('.'))
  return [...states, ...others.map((name) => ({ folder: pathOf(name), order: [Number.POSITIVE_INFINITY] }))]
}

/** What lies in a folder as a beginning, an end, and whatever is between them. */
function stepsIn(
  folder: string,
  inside: ReadonlyMap<string, ReadonlySet<string>>,
  order: readonly number[],
): readonly State[] {
  const names = [...(inside.get(folder) ?? [])]
  if (!names.some((name) => beginning.test(name)) || !names.some((name) => ending.test(name))) return []
  const rank = (name: string): number => (beginning.test(name) ? -1 : ending.test(name) ? 1 : 0)
  return names.map((name) => ({ folder: posix.join(folder, name), order: [...order, rank(name)] }))
}

/** The names of the folders in each folder. */
function childrenOf(files: readonly string[]): Map<string, Set<string>> {
  const inside = new Map<string, Set<string>>()
  const known = new Set<string>()
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end)
      if (known.has(folder)) break
      known.add(folder)
      const parent = posix.dirname(folder)
      inside.set(parent, (inside.get(parent) ?? new Set()).add(posix.basename(folder)))
    }
  }
  return inside
}

/** Of two rows of numbers, which comes first. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0 && !Number.isNaN(difference)) return difference
  }
  return 0
}
