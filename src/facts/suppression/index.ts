import type { Extractor } from '../extractor.ts'
import type { SuppressionFact } from '../fact.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type CommentStyle, commentStyles } from './comment-styles.ts'

const word = 'msvc-ignore'
const mentions = mentionsAny([word])
/** `rule, rule until 2027-01-31: reason`; all that is missing is told by lint. */
const form = /^\s*(?<rules>[\w-]+(?:\s*,\s*[\w-]+)*)?(?:\s+until\s+(?<until>[^\s:]+))?\s*(?::(?<reason>.*))?/s
/** Some say it last. */
const untilAtEnd = /\buntil\s+(\d[\d-]+\d)\W*$/

/** Comments that ask lint to leave something out. A file that no other extractor reads is not read for these. */
export const suppression: Extractor = {
  id: 'suppression',
  matches: () => true,
  extract({ path, text }) {
    if (!mentions(text)) return []
    const styles = commentStyles(path)
    const code = /\.pyi?$/i.test(path) ? withoutLongTexts(text) : text
    const comments = code
      .split('\n')
      .flatMap((line, index) => commentIn(line.replace(/\r$/, ''), index + 1, styles) ?? [])
    const alone = new Set(comments.filter(({ isAlone }) => isAlone).map(({ line }) => line))
    // Several that stand above one another speak of the same line.
    const meant = new Map<number, number>()
    for (const { line } of comments.toReversed())
      meant.set(line, meant.get(alone.has(line + 1) ? line + 1 : 0) ?? line + 1)
    return comments.map(({ words, line, column, isAlone }): SuppressionFact => {
      const next = meant.get(line) ?? line + 1
      const { rules, until, reason = '' } = form.exec(words)?.groups ?? {}
      const day = until ?? untilAtEnd.exec(reason)?.[1]
      return {
        kind: 'suppression',
        at: { file: path, line, column },
        rules: rules === undefined ? [] : rules.split(/\s*,\s*/),
        reason: reason.trim(),
        ...(day === undefined ? {} : { until: day }),
        lines: isAlone ? [line, next] : [line],
      }
    })
  },
}

/** What Python skips and what it takes for a text, whichever comes first; one that is not closed goes on to the end. */
const pythonParts =
  /#[^\n]*|"""(?:\\[\s\S]|[^"\\]|"(?!""))*(?:"""|$)|'''(?:\\[\s\S]|[^'\\]|'(?!''))*(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?/g

/** A docstring may show how such a comment is written, and is none. */
const withoutLongTexts = (text: string): string =>
  text.replace(pythonParts, (part) => (/^(?:"""|''')/.test(part) ? part.replace(/[^\r\n]/g, 'x') : part))

interface Comment {
  /** What follows our word. */
  readonly words: string
  readonly line: number
  readonly column: number
  /** There is nothing else on its line. */
  readonly isAlone: boolean
}

function commentIn(text: string, line: number, styles: readonly CommentStyle[]): Comment | undefined {
  const start = text.indexOf(word)
  if (start < 0 || /[\w-]/.test(text[start + word.length] ?? '')) return undefined
  const before = text.slice(0, start)
  for (const { opens, closes } of styles) {
    const opening = opens.exec(before)
    if (opening === null) continue
    const rest = text.slice(start + word.length)
    const end = closes?.exec(rest)
    const code = before.slice(0, opening.index)
    const after = end ? rest.slice(end.index + end[0].length) : ''
    if (isInText(code, after || rest)) return undefined
    const isAlone = /^[\s{]*$/.test(code) && /^[\s}]*$/.test(after)
    return { words: rest.slice(0, end?.index), line, column: opening.index + 1, isAlone }
  }
  return undefined
}

/** Whether a quote that opens before is closed after: what looks like a comment is then a text. */
function isInText(before: string, after: string): boolean {
  let open: string | undefined
  for (let index = 0; index < before.length; index++) {
    const character = before[index] ?? ''
    if (character === '\\') index++
    else if (open === character) open = undefined
    else if (open === undefined && /["'`]/.test(character)) open = character
  }
  return open !== undefined && after.includes(open)
}
