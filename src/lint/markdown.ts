/** What a rule's page is made of. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  /** Fenced; `info` is what stands behind the opening fence. */
  | { readonly kind: 'code'; readonly info: string; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }

/** Reads the little Markdown that our pages use. Nothing inside a fence is a heading; a fence ends at one as long. */
export function parseMarkdown(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: { readonly fence: string; readonly info: string; readonly lines: string[] } | undefined
  for (const line of markdown.split('\n')) {
    if (open) {
      if (line === open.fence) {
        blocks.push({ kind: 'code', info: open.info, text: open.lines.map((each) => `${each}\n`).join('') })
        open = undefined
      } else open.lines.push(line)
      continue
    }
    const [, fence, info = ''] = /^(`{3,})(.*)$/.exec(line) ?? []
    const [, marks, text = ''] = /^(#+) (.+)$/.exec(line) ?? []
    if (fence !== undefined) open = { fence, info, lines: [] }
    else if (marks !== undefined) blocks.push({ kind: 'heading', level: marks.length, text })
    else blocks.push({ kind: 'line', text: line })
  }
  return blocks
}
