import { posix } from 'node:path'
import { type Document, isMap, parseAllDocuments } from 'yaml'
import { appendDocuments } from '../yaml/edit.ts'
import { annotation } from './services.ts'

/**
 * Appends a service's entities to the one file that holds a whole catalog: with the folder of the service written down,
 * since the file no longer tells it, and files that they name found from there. Entities that the catalog has already
 * are left out.
 */
export function appendToCatalog(catalog: string, rootFile: string, entities: string, folder: string): string {
  const known = new Set(documentsOf(catalog).map(identity))
  const fresh = documentsOf(entities).filter((document) => !known.has(identity(document)))
  return fresh.reduce((text, document) => {
    if (document.get('kind') === 'Component') document.setIn(['metadata', 'annotations', annotation.path], folder)
    const definition = document.getIn(['spec', 'definition'])
    const included = isMap(definition) ? definition.get('$text') : undefined
    if (typeof included === 'string') {
      const path = posix.relative(posix.dirname(rootFile), posix.join(folder, included))
      document.setIn(['spec', 'definition', '$text'], `./${path}`)
    }
    return appendDocuments(text, document.toString({ lineWidth: 0, directives: false }))
  }, catalog)
}

function documentsOf(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text)
  return 'empty' in documents ? [] : documents
}

const identity = (document: Document.Parsed): string =>
  `${String(document.get('kind'))}/${String(document.getIn(['metadata', 'name']))}`.toLowerCase()
