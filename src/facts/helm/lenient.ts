import { parseAllDocuments } from 'yaml'
import { readYaml } from '../../yaml/read.ts'
import { asMap, type Loose } from '../loose.ts'

/** The documents of a text as Helm reads them, where of a key that is there twice the last one holds; none that is no YAML. */
export function lenientDocuments(text: string, file: string): readonly Loose[] {
  const { documents, problems } = readYaml(text, file)
  if (problems.length === 0) return documents.map(({ data }) => asMap(data))
  const again = [...parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false })]
  return again.flatMap((document) => {
    try {
      return document.errors.length > 0 ? [] : [asMap(document.toJS())]
    } catch {
      // Aliases of aliases, which stand for more than there is room for.
      return []
    }
  })
}
