import { posix } from 'node:path'
import type { Repository } from '../../repository/repository.ts'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { helmTemplates, type RenderedTemplate } from '../helm/charts.ts'
import { ownName } from '../helm/own-name.ts'
import { loadPatterns, PatternsMissing } from '../helm/patterns.ts'
import { relocated } from '../helm/relocate.ts'
import { placeInValues } from '../helm/values-place.ts'
import { extractors } from '../index.ts'
import { present } from '../present.ts'
import { withoutSecrets } from '../secrets/without-secrets.ts'
import { sourceLanguage } from '../source-language.ts'
import { suppression } from '../suppression/index.ts'
import type { Content } from './content.ts'
import type { DrawnFile } from './fact-cache.ts'
import { linesIn } from './glance.ts'
import { isTemplate } from './is-template.ts'

const ready = new Set<Extractor>()

const byEnding = new Map<string, readonly Extractor[]>()

/** The extractors that know a file by its path. */
export function extractorsOf(file: string): readonly Extractor[] {
  const ending = posix.extname(file)
  let candidates = byEnding.get(ending)
  if (candidates === undefined) {
    const isCode = sourceLanguage(file) !== undefined
    candidates = extractors.filter(({ endings, notCode }) => endings?.includes(ending) ?? !(isCode && notCode))
    byEnding.set(ending, candidates)
  }
  return candidates.filter((extractor) => extractor.matches?.(file) ?? true)
}

/** Renders templates of the charts of a repository, which is looked through when the first of them comes. */
export function templatesOf(repository: Repository): (file: string) => RenderedTemplate | undefined {
  let templates: ReturnType<typeof helmTemplates> | undefined
  return (file) => {
    templates ??= helmTemplates(repository)
    return templates(file)
  }
}

/** Draws the facts from a file that at least one extractor knows. */
export async function draw(
  file: string,
  content: Content | undefined,
  matching: readonly Extractor[],
  templates: (file: string) => RenderedTemplate | undefined,
): Promise<DrawnFile> {
  const isSource = sourceLanguage(file) !== undefined
  const text = content?.text
  if (text === undefined) {
    const why = content?.why
    return { facts: [], ...(isSource ? { unread: true } : {}), ...(why === undefined ? {} : { why }) }
  }
  const reading = [...matching, suppression]
  for (const extractor of reading) {
    if (!ready.has(extractor)) await extractor.prepare?.()
    ready.add(extractor)
  }
  const facts = (await readByAll(reading, { path: file, text }, templates)).map(withoutSecrets)
  if (!isSource) return { facts, isRead: true }
  const isUnread = matching.every(({ onlyGlances }) => onlyGlances)
  return { facts, isRead: true, lines: linesIn(text), ...(isUnread ? { unread: true } : {}) }
}

async function readByAll(
  reading: readonly Extractor[],
  file: SourceFile,
  templates: (file: string) => RenderedTemplate | undefined,
): Promise<readonly Fact[]> {
  const all = () => reading.flatMap((extractor) => read(extractor, file, templates))
  try {
    return all()
  } catch (error) {
    if (!(error instanceof PatternsMissing)) throw error
    await loadPatterns()
    return all()
  }
}

/** Parsers walk down what is nested, and give up where the stack ends: no file may end the whole run. */
function read(...[extractor, file, templates]: Parameters<typeof stated>): readonly Fact[] {
  try {
    return stated(extractor, file, templates)
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error
    const at = { file: file.path, line: 1, column: 1 }
    return [{ kind: 'unresolved', at, about: 'manifest', why: 'This is nested too deep to be read.' }]
  }
}

/** A template of a chart is read as the manifests that it renders to, with the template's own lines. */
function stated(
  extractor: Extractor,
  file: SourceFile,
  templates: (file: string) => RenderedTemplate | undefined,
): readonly Fact[] {
  const rendered = extractor.id === 'kubernetes' && isTemplate(file.text) ? templates(file.path) : undefined
  if (rendered === undefined) return extractor.extract(file)
  if ('why' in rendered) {
    const at = { file: file.path, line: 1, column: 1 }
    return [{ kind: 'unresolved', at, about: 'manifest', why: `a Helm template that is not rendered: ${rendered.why}` }]
  }
  const lines = file.text.split('\n')
  const facts = extractor.extract({ path: file.path, text: rendered.text, isRendered: true }).map((fact): Fact => {
    const placed = relocated(fact, rendered.lines)
    if (placed.kind === 'workload')
      return { ...placed, ...present({ ownName: ownName(placed.name, rendered.unnamed) }) }
    if (placed.kind !== 'env-set' || placed.value === undefined || placed.value === '') return placed
    const { name, value, at } = placed
    // Beside its name: a short value may be a part of any other word.
    const isWritten = lines.slice(Math.max(0, at.line - 2), at.line + 1).some((line) => line.includes(value))
    return isWritten ? placed : { ...placed, inValues: placeInValues(name, value, rendered.values) ?? at }
  })
  if (rendered.refusal === undefined) return facts
  const at = { file: file.path, line: 1, column: 1 }
  const why = `a Helm template that asks for other values, and is read with those that are there: ${rendered.refusal}`
  return [...facts, { kind: 'unresolved', at, about: 'manifest', why }]
}
