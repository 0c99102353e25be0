import type { Extractor } from '../extractor.ts'
import type { At, MetricLabelFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'
import { mentionsAny } from '../reading/glance.ts'
import { type Expression, labelsGiven } from './expressions.ts'
import { manyByName, wordings } from './wordings.ts'

/** Words without which no code gives a metric a label. */
const mentionsLabel = mentionsAny([
  ...['label', 'prometheus', 'tag.of(', 'tags', '.tag(', 'attribute', 'KeyValue', 'metrics'],
  ...['.inc(', '.observe(', '.startTimer(', '.add(', '.record(', 'counter!(', '->inc'],
])

/** Labels of metrics that have a value for each request, or for each caller: by the usual libraries of each language. */
export const metricLabel: Extractor = {
  id: 'metric-label',
  onlyGlances: true,
  matches: (path) => wordings.some(({ files }) => files.test(path)),
  extract({ path, text }) {
    const wording = wordings.find(({ files }) => files.test(path))
    if (wording === undefined || !(wording.mentions ?? mentionsLabel)(text)) return []
    // To take comments out is dear, and most files give no label, not even in one.
    const { gives, declares } = wording
    if (text.search(gives) < 0 && (declares === undefined || text.search(declares) < 0)) return []
    const code = withoutComments(text, wording.comment)
    const at = lineIndex(path, code)
    const areTended = tended.test(code)
    const given = labelsGiven(code, wording).flatMap((given): MetricLabelFact[] => {
      const holds = holdsOf(given.text, wording.unbounded) ?? heldBy(assigned(code, given), wording.unbounded)
      const isTended = holds === 'id' && areTended
      return holds === undefined
        ? []
        : [
            {
              kind: 'metric-label',
              at: at(given.offset),
              value: usual(given.text),
              holds,
              ...(isTended ? { tended: true as const } : {}),
            },
          ]
    })
    // Where a value shows it, the name need not say it again.
    return areTended || given.some(({ holds }) => holds !== 'path')
      ? given
      : [...given, ...declaredLabels(code, declares, at)]
  },
}

/** An expression as most people write it, whatever a formatter makes of its brackets. */
const usual = (text: string): string => text.replace(/\s+(?=[()])|(?<=\()\s+|\s*\n\s*/g, '')

/**
 * Code that takes series away again, or in which an id is that of a tenant: there are as many series as there are of these at a
 * time, and who watches such a system asks for each.
 */
const tended = /\.Delete(?:LabelValues|PartialMatch)\(|\btenant\.|\bExtractOrgID\(|TenantIDs?\(/

/** Labels that a metric is made with, and whose names say that there is a value for each of many. */
function declaredLabels(code: string, declares: RegExp | undefined, at: (offset: number) => At): MetricLabelFact[] {
  if (declares === undefined) return []
  return [...code.matchAll(declares)].flatMap((match): MetricLabelFact[] => {
    const list = match[1] ?? ''
    const start = match.index + match[0].lastIndexOf(list)
    return [...list.matchAll(/["'`]([\w.]+)["'`]/g)].flatMap(({ 1: name = '', index }): MetricLabelFact[] =>
      manyByName.test(name) ? [{ kind: 'metric-label', at: at(start + index), value: name, holds: 'id' }] : [],
    )
  })
}

/** Comments become white space, so that all places stay; in texts nothing is one. */
function withoutComments(text: string, comment: RegExp): string {
  const any = new RegExp(`"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'|(?<comment>${comment.source})`, 'g')
  return text.replace(any, (match, ...rest) => {
    const { comment: found } = rest.at(-1) as { comment?: string }
    return found === undefined ? match : blanked(match)
  })
}

type Unbounded = (typeof wordings)[number]['unbounded']

function holdsOf(written: string, unbounded: Unbounded): MetricLabelFact['holds'] | undefined {
  const text = plain(written)
  return (['path', 'id', 'caller'] as const).find((holds) => unbounded[holds].test(text))
}

/** What all of them hold: where one is harmless, nobody knows which of them it is. */
function heldBy(values: readonly string[], unbounded: Unbounded): MetricLabelFact['holds'] | undefined {
  const [first, ...others] = values.map((value) => holdsOf(value, unbounded))
  return others.every((other) => other === first) ? first : undefined
}

/** Without what changes nothing of how many values there may be: `String(x)`, `x.toString()`, `x ?? ''`. */
function plain(written: string): string {
  let text = written.replace(/\s+/g, '').replace(/^[&*]+/, '')
  text = text.replace(/(?:\?\?|\|\||\?:)(?:""|''|["'][\w /-]*["'])$/, '')
  text = text
    .replace(/^(?:String(?:\.valueOf)?|string|str|Convert\.ToString|strconv\.Itoa)\((.+)\)$/, '$1')
    .replace(/^\(string\)/, '')
  const ending =
    /(?:\.(?:toString|to_string|ToString|toLowerCase|ToLower|lower|to_owned|as_str|clone|into|String|to_s)\(\)|[?!]?\.[vV]alue|[!?])$/
  while (ending.test(text) && !/\.URL\.String\(\)$/.test(text)) text = text.replace(ending, '')
  return text
}

/** What a name is given as its value before a place. */
function assigned(code: string, { text, offset }: Expression): string[] {
  if (!/^\$?[a-zA-Z_]\w*$/.test(text)) return []
  const name = text.replace('$', '\\$')
  const values = new RegExp(`(?<![\\w.$])${name}(?:\\s*:\\s*\\w+)?\\s*:?=(?!=)\\s*([^\\n]+)`, 'g')
  return [...code.slice(0, offset).matchAll(values)].map(([, value = '']) => value.replace(/[;\s]+$/, ''))
}
