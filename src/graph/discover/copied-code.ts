import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'
import type { SourceFolders } from '../source-folders.ts'

/** Files, folders and globs that a Dockerfile copies from its build context, from the root of the repository. */
export const copiedFrom = (facts: FactIndex, dockerfile: string, context: string): string[] =>
  facts
    .in(dockerfile)
    .flatMap((fact) => (fact.kind === 'image-copy' && fact.from === undefined ? fact.sources : []))
    // Nothing outside of the context is copied: `..` leads back to it.
    .map((source) => posix.join(context, posix.join('/', source)).replace(/\/(?:\*.*)?$/, ''))

/** The folder whose code a Dockerfile copies from its build context, where it is one. */
export type CopiedCode = (dockerfile: string, context: string) => string | undefined

/**
 * Finds the one package or program that a Dockerfile copies from its build context, and nothing that lies in the context itself;
 * of several the one in which a program begins. `begins`: folders in which one does; `manifests`: those of packages.
 */
export function copiedCode(
  facts: FactIndex,
  sources: SourceFolders,
  begins: ReadonlySet<string>,
  manifests: ReadonlySet<string>,
): CopiedCode {
  const files = new Set(facts.of('package').map(({ at }) => at.file))
  // `package*.json`, and no `requirements-dev.txt`.
  const isManifest = (file: string): boolean =>
    posix.basename(file).includes('*') || (files.has(file) && !/[-_]/.test(posix.basename(file)))
  return (dockerfile, context) => {
    const copied = copiedFrom(facts, dockerfile, context)
    // All of the context, or its own manifest and folders for code in it, tells nothing.
    if (copied.some((source) => source === context || (isManifest(source) && posix.dirname(source) === context)))
      return undefined
    const folders = copied
      .map((source) => (sources.languageOf(source) === undefined ? posix.dirname(source) : source))
      .filter((folder) => folder !== context && folder !== '.' && sources.languageOf(folder) !== undefined)
    const outer = [...new Set(folders)].filter(
      (folder) => !foldersAbove(folder).some((above) => folders.includes(above)),
    )
    const starting = [...begins].filter((folder) => outer.some((each) => `${folder}/`.startsWith(`${each}/`)))
    if (starting.length > 0 || outer.length !== 1) return only(starting)
    return outer.find((folder) => manifests.has(folder))
  }
}

const only = ([first, ...others]: readonly string[]): string | undefined => (others.length === 0 ? first : undefined)

/** How many folders of the image may lie around what was copied into it: `/app/src/orders`. */
const deepest = 3

/**
 * The folder of the code that one stage of a Dockerfile takes what was built of from another one, where it is one:
 * `COPY --from=build /src/services/orders/bin/publish .` of `services/orders`.
 */
export function copiedIntoStage(
  facts: FactIndex,
  dockerfile: string,
  stage: string,
  context: string,
  sources: SourceFolders,
): string | undefined {
  const inFile = facts.in(dockerfile)
  const number = inFile.filter((fact) => fact.kind === 'base-image').findIndex((fact) => fact.stage === stage)
  const taken = inFile.flatMap((fact) =>
    fact.kind === 'image-copy' && fact.stage === number && fact.from !== undefined ? fact.sources : [],
  )
  const codeOf = (source: string): string | undefined => {
    const parts = source.split('/').filter((part) => part !== '' && part !== '.')
    for (let start = 0; start <= Math.min(deepest, parts.length - 1); start++) {
      const inner = parts.slice(start)
      for (let end = inner.length; end > 0; end--) {
        const folder = posix.join(context, ...inner.slice(0, end))
        if (folder !== context && sources.languageOf(folder) !== undefined) return folder
      }
    }
    return undefined
  }
  const folders = new Set(taken.flatMap((source) => codeOf(source) ?? []))
  return folders.size === 1 ? [...folders][0] : undefined
}
