import { posix } from 'node:path'
import type { At } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { foldersAbove } from '../../folders-above.ts'
import { isTestFile } from '../../test-file.ts'
import { isByHand } from './by-hand.ts'
import type { ServingProgram } from './serving.ts'

/** Files that people start by custom. Any other may be a page of a book, where nothing says what it needs. */
const usualEntry =
  /(?:^|\/)(?:main|app|server|api|run|wsgi|asgi|manage|application|service|index|__main__|[\w-]+_service)\.py$/
/** Folders for code inside of the folder that a program is called after. */
const forCode = /\/(?:app|src)$/
const ofPython =
  /(?:^|\/)(?:python|pypy|uvicorn-gunicorn(?:-fastapi)?|uwsgi-nginx(?:-flask)?|miniconda3|mambaforge|uv)(?:[:@]|$)/

/**
 * Programs of Python that answer or take from a queue, by the folders that say what each needs, else by those in which they
 * begin. Where anything runs one, or an image is made of Python, the others are parts of it or left behind.
 */
export function pythonPrograms(facts: FactIndex, isRun: (folder: string) => boolean): ServingProgram[] {
  const begun = facts
    .of('program')
    .filter(({ at, language }) => language === 'python' && !isTestFile(at.file) && !isByHand(posix.dirname(at.file)))
  if (begun.length === 0 || facts.of('base-image').some(({ image }) => ofPython.test(image))) return []
  const manifests = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'python' ? [posix.dirname(at.file)] : [])),
  )
  const manifestOf = ({ file }: At): string | undefined => foldersAbove(file).findLast((each) => manifests.has(each))
  const begins = ({ file }: At): string => stripped(posix.dirname(file))
  // One manifest for several programs that lie side by side tells of none of them.
  const under = new Map<string, Set<string>>()
  for (const { at } of begun) {
    const manifest = manifestOf(at)
    if (manifest !== undefined) under.set(manifest, (under.get(manifest) ?? new Set()).add(begins(at)))
  }
  const homeOf = (at: At): string => {
    const [manifest, folder] = [manifestOf(at), begins(at)]
    const all = manifest === undefined ? undefined : under.get(manifest)
    return manifest !== undefined && (all?.size === 1 || all?.has(manifest)) ? manifest : folder
  }
  const homes = new Map<string, At>()
  for (const { at } of begun) {
    const home = homeOf(at)
    if (!homes.has(home) && (manifests.has(home) || usualEntry.test(at.file))) homes.set(home, at)
  }
  return [...homes.keys()].some(isRun) ? [] : [...homes].map(([folder, at]) => ({ folder, at }))
}

/** `orders` of `orders/app/src`. */
function stripped(folder: string): string {
  const outer = folder.replace(forCode, '')
  return outer === folder ? folder : stripped(outer)
}
