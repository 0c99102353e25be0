import { pathGlobs } from '../repository/path-globs.ts'
import type { Repository } from '../repository/repository.ts'
import type { Fact } from './fact.ts'
import { isForeign, isSetAside, passedOver } from './foreign.ts'
import { readContent } from './reading/content.ts'
import { draw, extractorsOf, templatesOf } from './reading/draw.ts'
import { earlierStates } from './reading/earlier-states.ts'
import type { DrawnFile, FactCache } from './reading/fact-cache.ts'
import { linguistHints } from './reading/git-attributes.ts'
import { isTemplate } from './reading/is-template.ts'
import { missingSubmodules } from './reading/missing-submodules.ts'
import type { Share } from './reading/share.ts'
import { shippedScripts } from './reading/shipped-scripts.ts'
import { sourceLanguage } from './source-language.ts'

/** A file that was passed over. */
export interface Skipped {
  readonly file: string
  /** The reason in words. */
  readonly why: string
  /** It is nobody's of today, and no loss. */
  readonly onPurpose?: true
}

export interface CollectedFacts {
  readonly facts: readonly Fact[]
  /** Files that an extractor would have read, and what is no part of the list of files. */
  readonly skipped: readonly Skipped[]
  /** Source files of ours from which no facts were drawn: of a language that no extractor knows, or passed over. */
  readonly unread: readonly string[]
  /** How many lines each source file of ours has, blank ones left out. */
  readonly lines: ReadonlyMap<string, number>
  /** How many files were read. */
  readonly files: number
}

/** Reads every file that an extractor knows, and states the facts of them. A file that cannot be read is passed over. */
export async function collectFacts(
  repository: Repository,
  options: {
    readonly ignore?: readonly string[]
    readonly cache?: FactCache | undefined
    readonly share?: Share | undefined
  } = {},
): Promise<CollectedFacts> {
  const isIgnored = pathGlobs(options.ignore ?? [])
  const facts: Fact[] = []
  const skipped: Skipped[] = (repository.unlisted?.() ?? [])
    .map(({ path, why }) => ({ file: path, why }))
    .filter(({ file }) => !isIgnored(file))
  const unreadable: Skipped[] = []
  const unread: string[] = []
  const lines = new Map<string, number>()
  const ours = repository.files().filter((file) => !isIgnored(file))
  const drawn = reader(repository, options.cache)
  const shared = options.share ? await readTogether(ours, drawn, options.share) : new Map<string, DrawnFile>()
  const missing = missingSubmodules(repository).map((folder) => `${folder}/`)
  const why = 'a submodule that is not checked out (git submodule update --init)'
  skipped.push(...missing.filter((file) => !isIgnored(file)).map((file) => ({ file, why })))
  let files = 0
  for (const file of ours) {
    const found = shared.has(file) ? shared.get(file) : (drawn.known(file) ?? (await drawn.read(file)))
    if (found === undefined) continue
    if (found.why !== undefined) skipped.push({ file, why: found.why, ...(found.onPurpose ? { onPurpose: true } : {}) })
    if (found.unread) unread.push(file)
    if (found.lines !== undefined) lines.set(file, found.lines)
    if (found.isRead) files++
    for (const fact of found.facts) {
      // One at a time: spreading a large list of facts into a call would exhaust the stack.
      facts.push(fact)
      if (fact.kind === 'unresolved' && fact.about === 'manifest') unreadable.push({ file, why: fact.why })
    }
  }
  // Two extractors may stumble over one fault.
  for (const { file, why } of unreadable)
    if (!skipped.some((each) => each.file === file && each.why === why)) skipped.push({ file, why })
  return { facts, skipped, unread, lines, files }
}

/**
 * Why a file is not ours, or not of today. `hint`: what `.gitattributes` says of it, or the files beside it. `isEarlier`: of what is
 * kept on in a later state of the same system.
 */
function reasonElsewhere(file: string, hint: boolean | undefined, isEarlier: boolean): string | undefined {
  if (hint ?? isForeign(file)) return passedOver.generated
  if (isEarlier) return passedOver.earlier
  return isSetAside(file) ? passedOver.old : undefined
}

/** What is known of files, or was read of them by several threads. */
async function readTogether(
  files: readonly string[],
  drawn: ReturnType<typeof reader>,
  share: Share,
): Promise<Map<string, DrawnFile | undefined>> {
  const result = new Map<string, DrawnFile | undefined>()
  const unknown = files.filter((file) => {
    const known = drawn.known(file)
    if (known) result.set(file, known)
    return known === undefined && drawn.isOurs(file)
  })
  await share(unknown, {
    async here(file) {
      result.set(file, await drawn.read(file))
    },
    there(file, { id, drawn: found }) {
      drawn.keep(file, id, found)
      result.set(file, found)
    },
  })
  return result
}

/** Takes what is known of a file, or reads it. */
function reader(repository: Repository, cache: FactCache | undefined) {
  const templates = templatesOf(repository)
  const said = linguistHints(repository)
  const isShipped = shippedScripts(repository.files())
  const isEarlier = earlierStates(repository.files())
  const hinted = (file: string): boolean | undefined => said(file) ?? (isShipped(file) || undefined)
  return {
    known(file: string): DrawnFile | undefined {
      // What is kept goes by the file alone, and not by what another says of it.
      const id = cache && hinted(file) !== true && !isEarlier(file) ? repository.contentId?.(file) : undefined
      return id === undefined ? undefined : cache?.find(file, id)
    },
    isOurs: (file: string): boolean => reasonElsewhere(file, hinted(file), isEarlier(file)) === undefined,
    keep: (file: string, id: string, found: DrawnFile): void => cache?.keep(file, id, found),
    async read(file: string): Promise<DrawnFile | undefined> {
      const matching = extractorsOf(file)
      const isSource = sourceLanguage(file) !== undefined
      if (matching.length === 0 && !isSource) return undefined
      const elsewhere = reasonElsewhere(file, hinted(file), isEarlier(file))
      if (elsewhere !== undefined)
        return matching.length > 0 ? { facts: [], why: elsewhere, onPurpose: true } : undefined
      if (matching.length === 0) return { facts: [], unread: true }
      const content = readContent(repository, file)
      const mayKeep = content !== undefined && cache !== undefined && !isTemplate(content.text ?? '')
      const id = mayKeep ? content.id() : ''
      const found = mayKeep ? cache.find(file, id) : undefined
      const result = found ?? (await draw(file, content, matching, templates))
      if (mayKeep) cache.keep(file, id, result)
      return result
    },
  }
}
