import type { Extractor } from '../extractor.ts'
import type { ListenFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { mentionsAny } from '../reading/glance.ts'
import { wordings } from './wordings.ts'

/** Words without which no code opens a port by its number. */
const opens = mentionsAny([
  ...[
    'listen',
    'bindasync',
    'uvicorn',
    'app.run(',
    'socketio.run',
    'run_app',
    'serve(',
    'secure_port',
    '.run(',
    '.start(',
  ],
  ...[
    'http.server',
    'forport',
    'embeddedserver',
    'httpserver',
    'useurls',
    'runasync',
    'bind(',
    'socketaddr',
    ':port',
    'port env',
    'httpport',
    '<connector',
    'hapi.server',
    'createmicroservice',
    'connectmicroservice',
    'startstandaloneserver',
    'setdefault(',
    'flag.',
    'javalin',
    'spark.spark',
    'webapp.start',
  ],
])
const lineComment = /^\s*(?:\/\/|\*|\/\*|#)/

/** Ports that code opens by their numbers, or by default: in the usual frameworks of each language. */
export const listen: Extractor = {
  id: 'listen',
  onlyGlances: true,
  matches: (path) => wordings.some(({ files }) => files.test(path)),
  extract({ path, text }) {
    const wording = opens(text) ? wordings.find(({ files }) => files.test(path)) : undefined
    if (wording === undefined) return []
    const at = lineIndex(path, text)
    const { named } = wording
    const isMeant = named?.beside?.test(text) !== false
    const end = Math.max(-1, ...((isMeant && named?.listening) || []).map((words) => text.lastIndexOf(words)))
    const before = named ? [...text.slice(0, Math.max(end, 0)).matchAll(named.pattern)] : []
    const found = [...wording.opens.flatMap((pattern) => [...text.matchAll(pattern)]), ...before].flatMap(
      (match): ListenFact[] => {
        const number = match.slice(1).find((group) => group !== undefined) ?? ''
        const offset = match.index + match[0].lastIndexOf(number)
        const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset)
        const port = Number(number)
        if (lineComment.test(line) || port > 65_535) return []
        return [{ kind: 'listen', at: at(offset), port }]
      },
    )
    return found.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
  },
}
