import type { Extractor } from '../extractor.ts'
import { typescript } from '../typescript/index.ts'

/** `<script setup lang="ts">…</script>` */
const script = /(<script\b[^<>]*>)([\s\S]*?)(?:<\/script>|$)/gi

/** Components of Vue and Svelte: the code in them is read as any other, each line where it stands. */
export const component: Extractor = {
  id: 'component',
  endings: ['.vue', '.svelte'],
  ...(typescript.prepare ? { prepare: typescript.prepare } : {}),
  extract: ({ path, text }) => typescript.extract({ path, text: codeOf(text) }),
}

/** The text with all that is no code blanked. */
function codeOf(text: string): string {
  let code = ''
  for (const match of text.matchAll(script)) {
    const [, tag = '', body = ''] = match
    const start = match.index + tag.length
    code += blank(text.slice(code.length, start)) + body
  }
  return code
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
