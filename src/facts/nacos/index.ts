import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { routesIn } from '../gateway-routes/index.ts'
import { relocated } from '../helm/relocate.ts'
import { mentionsAny } from '../reading/glance.ts'
import { settingsFiles } from '../settings-file/index.ts'
import { spring } from '../spring/index.ts'
import { innerFile } from './inner-file.ts'
import { configRows, type SqlText } from './tuples.ts'

const mentionsTable = mentionsAny(['config_info'])
const extension = /\.(?:ya?ml|properties)$/i
const file = /^[\w.-]+$/

/**
 * Settings that Nacos hands out, as the dump of its database holds them: rows of `config_info`, each with the name of a
 * file, a group and the text of that file. They are read as the files that they are, in a folder that is called `nacos`.
 */
export const nacos: Extractor = {
  id: 'nacos',
  endings: ['.sql'],
  extract: ({ path, text }) => (mentionsTable(text) ? configRows(text).flatMap((row) => settingsIn(path, row)) : []),
}

function settingsIn(path: string, [dataId, , content, ...rest]: readonly SqlText[]): Fact[] {
  if (dataId === undefined || content === undefined || !file.test(dataId.text)) return []
  const name = fileName(dataId.text, rest)
  const { text, lines } = content
  const settings = name === undefined ? [] : spring.extract({ path: innerFile(path, name), text })
  // A list of routes has whatever name its gateway asks for.
  const routes = text.includes('predicates') ? routesIn(innerFile(path, dataId.text), text) : []
  return [...settings, ...ofOthers(path, name, text, settings), ...routes]
    .filter(({ kind }) => kind !== 'unresolved')
    .map((fact) => relocated(fact, lines))
}

/** Programs of other frameworks keep theirs there, too: addresses that Spring knows nothing of. */
function ofOthers(path: string, name: string | undefined, text: string, known: readonly Fact[]): Fact[] {
  if (name === undefined || name.endsWith('.properties') || /^spring\b/m.test(text)) return []
  const lines = new Set(known.flatMap(({ kind, at }) => (kind === 'address' ? [at.line] : [])))
  return settingsFiles
    .extract({ path: innerFile(path, name), text })
    .filter(({ kind, at }) => kind === 'address' && !lines.has(at.line))
}

/** The name may say what the text is, or a column of its own. */
function fileName(dataId: string, rest: readonly SqlText[]): string | undefined {
  if (extension.test(dataId)) return dataId
  const type = rest.find(({ text }) => /^(?:ya?ml|properties)$/i.test(text))?.text.toLowerCase()
  return type === undefined ? undefined : `${dataId}.${type}`
}
