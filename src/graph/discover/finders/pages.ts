import { posix } from 'node:path'
import type { PackageFact } from '../../../facts/fact.ts'
import { foldersAbove } from '../../folders-above.ts'
import { areForBrowsers } from '../../in-browsers.ts'
import { plainName } from '../../source-folders.ts'
import type { Tree } from '../tree.ts'
import type { Finder } from './finder.ts'

/**
 * Pages that only a development server shows: what is in production hands them out lies elsewhere. They count where they
 * call a service (see `withoutIdlePages`), and where no image and no program of another language takes them in.
 */
export const pages: Finder = ({ facts, libraries, nameFor }, found) => {
  // Beside one server, pages are a part of the same program.
  if (found.all().length < 2) return
  const isTaken = takenIn(facts)
  for (const fact of facts.of('package')) {
    const path = posix.dirname(fact.at.file)
    const isLibrary = fact.name !== undefined && libraries.has(fact.name)
    if (isShownPage(fact) && path !== '.' && !isLibrary && !isTaken(path) && found.isApart(path))
      found.add(nameFor(path), path, fact.at)
  }
}

/** Whether a package is of pages, a development server shows them, and others import nothing of it. */
export const isShownPage = ({ showsPages, entries, dependencies }: PackageFact): boolean =>
  showsPages === true &&
  Object.keys(entries).length === 0 &&
  areForBrowsers(dependencies.flatMap(({ name, dev }) => (dev ? [] : [name])))

/** A module of Gradle without anything of its own, which only has npm started: `task start(type: YarnTask)`. */
const isTaskOfNpm = ({ ecosystem, starts, dependencies }: PackageFact): boolean =>
  ecosystem === 'gradle' && !starts && dependencies.length === 0

/** Whether an image copies a folder or what lies in it, or the build of another language has it for a module. */
function takenIn(facts: Tree['facts']): (folder: string) => boolean {
  const copied = new Set(
    facts
      .of('image-copy')
      .flatMap(({ from, sources, byDefault = sources }) => (from === undefined ? byDefault : []))
      .map((source) => posix.normalize(source).replace(/\/+$/, ''))
      .flatMap((source) => [source, ...foldersAbove(source)]),
  )
  // `implementation(project(":web:shop"))`
  const needed = new Set(
    facts
      .of('import')
      .flatMap(({ language, specifier }) =>
        language === 'gradle' ? plainName(specifier.split(/[:.]/).at(-1) ?? '') : [],
      ),
  )
  const isAlone = (fact: PackageFact, folder: string): boolean =>
    isTaskOfNpm(fact) && !needed.has(plainName(posix.basename(folder)))
  const modules = new Set(
    facts.of('package').flatMap((fact) => {
      const folder = posix.dirname(fact.at.file)
      return fact.ecosystem === 'npm' || isAlone(fact, folder) ? [] : [folder]
    }),
  )
  // A package of Go that holds files of its folder is compiled with the pages that are built into it: `web/web.go`.
  const embedding = facts
    .of('import')
    .flatMap(({ language, specifier, at }) =>
      language === 'go' && specifier === 'embed' && at.file.includes('/') ? [posix.dirname(at.file)] : [],
    )
  return (folder) => {
    const parts = folder.split('/')
    if (embedding.some((each) => each === folder || each.startsWith(`${folder}/`) || each === posix.dirname(folder)))
      return true
    return modules.has(folder) || parts.some((_, index) => copied.has(parts.slice(index).join('/')))
  }
}
