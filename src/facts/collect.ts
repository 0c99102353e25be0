import picomatch from 'picomatch'
import { UserError } from '../errors/user-error.ts'
import type { Repository } from '../repository/repository.ts'
import type { Extractor, SourceFile } from './extractor.ts'
import type { Fact } from './fact.ts'
import type { FactCache } from './fact-cache.ts'
import { isForeign, isSetAside } from './foreign.ts'
import { helmTemplates } from './helm/charts.ts'
import { relocated } from './helm/relocate.ts'
import { extractors } from './index.ts'
import { sourceLanguage } from './source-language.ts'
import { suppression } from './suppression/index.ts'

export interface CollectedFacts {
  readonly facts: readonly Fact[]
  /** Files that an extractor would have read, passed over; with the reason in words. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
  /** Source files of ours from which no facts were drawn: of a language that no extractor knows, or passed over. */
  readonly unread: readonly string[]
  /** How many lines each source file of ours has, blank ones left out. */
  readonly lines: ReadonlyMap<string, number>
  /** How many files were read. */
  readonly files: number
}

/** Nobody writes a source file of this size by hand. */
const maxBytes = 1_000_000
/** Lines that no editor wraps are for machines. */
const maxLineLength = 20_000
const [lineFeed, space] = [10, 32]

/** Reads every file that an extractor knows, and states the facts of them. A file that cannot be read is passed over. */
export async function collectFacts(
  repository: Repository,
  options: { readonly ignore?: readonly string[]; readonly cache?: FactCache | undefined } = {},
): Promise<CollectedFacts> {
  const ignored = options.ignore ?? []
  const isIgnored = ignored.length > 0 ? picomatch([...ignored], { dot: true }) : () => false
  const facts: Fact[] = []
  const skipped: { file: string; why: string }[] = []
  const unread: string[] = []
  const lines = new Map<string, number>()
  const ready = new Set<Extractor>()
  const templates = helmTemplates(repository)
  const statedOf = async (reading: readonly Extractor[], file: SourceFile): Promise<readonly Fact[]> => {
    for (const extractor of reading) {
      if (!ready.has(extractor)) await extractor.prepare?.()
      ready.add(extractor)
    }
    return reading.flatMap((extractor) => factsOf(extractor, file, templates))
  }
  let files = 0
  for (const file of repository.files()) {
    const matching = extractors.filter((extractor) => extractor.matches(file))
    const isSource = sourceLanguage(file) !== undefined
    if ((matching.length === 0 && !isSource) || isIgnored(file)) continue
    const elsewhere = isForeign(file)
      ? 'vendored or generated'
      : isSetAside(file)
        ? 'set aside: old or for developing'
        : ''
    if (elsewhere) {
      if (matching.length > 0) skipped.push({ file, why: elsewhere })
      continue
    }
    const text = matching.length > 0 ? readable(repository, file) : undefined
    if (typeof text !== 'string') {
      if (text) skipped.push({ file, why: text.why })
      if (isSource) unread.push(file)
      continue
    }
    files++
    if (isSource) lines.set(file, linesIn(text))
    if (isSource && matching.every(({ onlyGlances }) => onlyGlances)) unread.push(file)
    // What a template renders to depends on the values of its chart, too.
    const cache = text.includes('{{') ? undefined : options.cache
    const found = cache?.find(file, text) ?? (await statedOf([...matching, suppression], { path: file, text }))
    cache?.keep(file, text, found)
    // One at a time: spreading a large list of facts into a call would exhaust the stack.
    for (const fact of found) facts.push(fact)
  }
  for (const fact of facts) {
    if (fact.kind === 'unresolved' && fact.about === 'manifest') skipped.push({ file: fact.at.file, why: fact.why })
  }
  return { facts, skipped, unread, lines, files }
}

/** A template of a chart is read as the manifests that it renders to, with the template's own lines. */
function factsOf(extractor: Extractor, file: SourceFile, templates: ReturnType<typeof helmTemplates>): readonly Fact[] {
  const rendered = extractor.id === 'kubernetes' && file.text.includes('{{') ? templates(file.path) : undefined
  if (rendered === undefined) return extractor.extract(file)
  if ('why' in rendered) {
    const at = { file: file.path, line: 1, column: 1 }
    return [{ kind: 'unresolved', at, about: 'manifest', why: `a Helm template that is not rendered: ${rendered.why}` }]
  }
  return extractor.extract({ path: file.path, text: rendered.text }).map((fact) => relocated(fact, rendered.lines))
}

function readable(repository: Repository, file: string): string | { readonly why: string } | undefined {
  try {
    const text = repository.read(file)
    if (text === undefined) return undefined
    if (text.length > maxBytes) return { why: `larger than ${maxBytes / 1_000_000} MB` }
    if (text.includes('\0')) return { why: 'binary' }
    return hasEndlessLine(text) ? { why: 'minified: a line of more than 20,000 characters' } : text
  } catch (error) {
    if (error instanceof UserError) return { why: error.problems[0]?.message ?? 'cannot be read' }
    throw error
  }
}

/** Lines that hold more than white space. */
function linesIn(text: string): number {
  let count = 0
  let isBlank = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed) isBlank = true
    else if (isBlank && code > space) {
      isBlank = false
      count++
    }
  }
  return count
}

function hasEndlessLine(text: string): boolean {
  if (text.length <= maxLineLength) return false
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    if ((end < 0 ? text.length : end) - start > maxLineLength) return true
    if (end < 0) return false
    start = end + 1
  }
  return false
}
