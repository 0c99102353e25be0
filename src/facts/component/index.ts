import type { Extractor } from '../extractor.ts'
import { mentionsAny } from '../reading/glance.ts'
import { typescript } from '../typescript/index.ts'

/** `<script setup lang="ts">…</script>` */
const script = /(<script\b[^<>]*>)([\s\S]*?)(?:<\/script>|$)/gi
/** Data and templates that stand in a page as scripts. */
const noCode = /(?<![\w-])type\s*=\s*["'](?!module|text\/(?:java|type|babel)|application\/(?:x-)?javascript)/i

/** Where programs keep the pages that they hand out, and not what a tool wrote about them. */
const ofProgram =
  /(?:^|\/)(?:templates?|static|public|resources|views|www(?:root)?|web(?:app|site)?|assets|html|ui|client|front-?end|pages|src)\//i
const ofTool = /(?:^|\/)(?:docs?|(?:api|java)docs?|coverage|reports?|swagger(?:-ui)?|site|storybook\w*)\//i
/** What asks a server in the script of a page. */
const asks = mentionsAny(['fetch(', 'ajax', 'axios', '$.get', '$.post', 'XMLHttpRequest', 'EventSource', 'WebSocket'])

/** Components of Vue and Svelte, and plain pages that ask a server: the code in them is read as any other, each line where it stands. */
export const component: Extractor = {
  id: 'component',
  endings: ['.vue', '.svelte', '.html'],
  matches: (path) => !path.endsWith('.html') || (ofProgram.test(path) && !ofTool.test(path)),
  ...(typescript.prepare ? { prepare: typescript.prepare } : {}),
  extract: ({ path, text }) =>
    path.endsWith('.html') && !asks(text) ? [] : typescript.extract({ path, text: codeOf(text) }),
}

/** The text with all that is no code blanked. */
function codeOf(text: string): string {
  let code = ''
  for (const match of text.matchAll(script)) {
    const [, tag = '', body = ''] = match
    if (noCode.test(tag)) continue
    const start = match.index + tag.length
    code += blank(text.slice(code.length, start)) + body
  }
  return code
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
