import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { sourceLanguage } from '../source-language.ts'

/** `"CART_URL"`, `'CART_URL'`, `${CART_URL:http://…}`: how most languages and frameworks name a variable. */
const named = /(?:["'`]|\$\{)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=["'`:}])/g

/**
 * Names of variables in code of languages that no extractor reads yet. That the code reads them is likely, and enough
 * to tell which values of a ConfigMap made for many concern it.
 */
export const unreadCode = (read: ReadonlySet<string>): Extractor => ({
  id: 'unread-code',
  onlyGlances: true,
  matches(path) {
    const language = sourceLanguage(path)
    return language !== undefined && !read.has(language)
  },
  extract({ path, text }) {
    const at = lineIndex(path, text)
    return [...text.matchAll(named)].map((match): Fact => {
      const [whole, name = ''] = match
      return { kind: 'env-read', at: at(match.index + whole.length - name.length), name, onlyNamed: true }
    })
  },
})
