import { type Block, parseMarkdown } from '../lint/markdown.ts'
import type { Paint } from './paint.ts'

/** A rule's page for a terminal: headings and code stand out, the Markdown that makes them does not. */
export function explain(markdown: string, paint: Paint): string {
  const lines = parseMarkdown(markdown).flatMap((block) => shown(block, paint))
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}

function shown(block: Block, paint: Paint): string[] {
  switch (block.kind) {
    case 'heading':
      return [paint.strong(block.text)]
    case 'code': {
      const [language = '', path = language] = block.info.split(' ')
      const code = block.text.trimEnd().split('\n')
      return [`    ${paint.faint(path)}`, ...code.map((line) => (line === '' ? '' : `    ${paint.code(line)}`)), '']
    }
    case 'line':
      return [
        block.text
          .replace(/`([^`]+)`/g, (_, code: string) => paint.code(code))
          .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => paint.strong(text)),
      ]
  }
}
