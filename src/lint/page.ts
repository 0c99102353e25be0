/** One example of a rule's page: a small repository, and what the rule says of it. */
export interface PageExample {
  readonly title: string
  readonly verdict: 'bad' | 'good'
  /** Files by path. */
  readonly files: Readonly<Record<string, string>>
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
 * a language and a path; a block with the info string `findings` lists what the rule must say.
 */
export function parsePage(markdown: string): RulePage {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? ''
  const headings = [...markdown.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
  const sections = markdown.split(/^### /m).slice(1)
  const examples = sections.flatMap((section): PageExample[] => {
    const head = /^(Bad|Good): (.+)$/m.exec(section.split('\n', 1)[0] ?? '')
    if (head === null) return []
    const blocks = [...section.matchAll(/^(`{3,})(.*)\n([\s\S]*?)^\1$/gm)]
    const findings = blocks
      .filter(([, , info]) => info === 'findings')
      .flatMap(([, , , text = '']) => text.trimEnd().split('\n'))
    const files = blocks.flatMap(([, , info = '', text = '']) => {
      const path = info.split(' ')[1]
      return path === undefined ? [] : [[path, text] as const]
    })
    return [
      {
        title: head[2] ?? '',
        verdict: head[1] === 'Bad' ? 'bad' : 'good',
        files: Object.fromEntries(files),
        findings: findings.filter(Boolean),
      },
    ]
  })
  return { title, headings, examples }
}
