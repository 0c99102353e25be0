import type { Commit } from '../graph/commit.ts'
import { type Block, parseMarkdown } from './markdown.ts'

/** One example of a rule's page: a small repository, and what the rule says of it. */
export interface PageExample {
  readonly title: string
  readonly verdict: 'bad' | 'good'
  /** Files by path. */
  readonly files: Readonly<Record<string, string>>
  /** Files as they were before a change, where the example is about one; the others were as they are. */
  readonly before: Readonly<Record<string, string>>
  /** Files that `msvc lint --fix` changes or makes, as they are then. */
  readonly fixed: Readonly<Record<string, string>>
  /** The commits before, where the example is about history. */
  readonly commits: readonly Commit[]
  /** What the rule reports, `file:line message`, in order; empty for a good one. */
  readonly findings: readonly string[]
}

/** A rule's page, taken apart. */
export interface RulePage {
  readonly title: string
  /** Second-level headings, in order. */
  readonly headings: readonly string[]
  readonly examples: readonly PageExample[]
}

/** Headings that every page has, in this order. */
export const pageHeadings = [
  'Why',
  'What it reports',
  'Options',
  'Examples',
  'How to fix',
  'When not to use it',
  'Sources',
] as const

/**
 * Reads a `rule.md`. An example is a heading `### Bad: …` or `### Good: …` followed by fenced blocks whose info string is
 * a language and a path; a block with the info string `findings` lists what the rule must say, and one with `commits` tells the
 * history: a line has a number, the files that so many commits changed, and behind a `#` what they are about, if that
 * matters. A path with `before` behind it is a file as it was before the change that the example is about;
 * one with `fixed` is what `msvc lint --fix` makes of it.
 */
export function parsePage(markdown: string): RulePage {
  const blocks = parseMarkdown(markdown)
  const headings = blocks.flatMap((block, index) => (block.kind === 'heading' ? [{ ...block, index }] : []))
  const textsOf = (level: number) => headings.filter((heading) => heading.level === level).map(({ text }) => text)
  const examples = headings.flatMap(({ level, text, index }, place): PageExample[] => {
    const [, verdict, title = ''] = /^(Bad|Good): (.+)$/.exec(text) ?? []
    if (level !== 3 || verdict === undefined) return []
    const body = blocks.slice(index + 1, headings[place + 1]?.index)
    return [{ title, verdict: verdict === 'Bad' ? 'bad' : 'good', ...contentOf(body) }]
  })
  return { title: textsOf(1)[0] ?? '', headings: textsOf(2), examples }
}

function contentOf(blocks: readonly Block[]): Omit<PageExample, 'title' | 'verdict'> {
  const code = blocks.filter((block) => block.kind === 'code')
  const findings = code
    .filter(({ info }) => info === 'findings')
    .flatMap(({ text }) => text.split('\n').filter(Boolean))
  const commits = code
    .filter(({ info }) => info === 'commits')
    .flatMap(({ text }) => text.split('\n').filter(Boolean))
    .flatMap((line, row) => {
      const [what = '', subject = ''] = line.split(' # ')
      const [times, ...changed] = what.split(' ')
      return Array.from({ length: Number(times) }, (_, index) => ({ id: `${row}${index}`, subject, files: changed }))
    })
  const filesOf = (state: string | undefined): Record<string, string> =>
    Object.fromEntries(
      code.flatMap(({ info, text }) => {
        const [, path, when] = info.split(' ')
        return path === undefined || when !== state ? [] : [[path, text] as const]
      }),
    )
  return { files: filesOf(undefined), before: filesOf('before'), fixed: filesOf('fixed'), findings, commits }
}
