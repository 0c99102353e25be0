import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { DataSourceFact } from '../fact.ts'
import { jsonTree } from '../json-tree.ts'
import { lineIndex } from '../line-index.ts'

/** Stores and brokers by the beginnings of what bindings of them are called: `serviceBusTrigger`, `cosmosDB`. */
const stores: readonly (readonly [RegExp, string])[] = [
  [/^rabbitmq/, 'rabbitmq'],
  [/^servicebus/, 'servicebus'],
  [/^kafka/, 'kafka'],
  [/^eventhub/, 'eventhubs'],
  [/^cosmosdb/, 'cosmosdb'],
  [/^blob/, 'azureblob'],
  [/^sql/, 'sqlserver'],
]

/** Functions of Azure that say in a file what starts them and where they write. */
export const azureFunctions: Extractor = {
  id: 'azure-functions',
  endings: ['.json'],
  matches: (path) => posix.basename(path) === 'function.json',
  extract({ path, text }) {
    const at = lineIndex(path, text)
    const bindings = jsonTree(text)?.children?.find(({ children: [key] = [] }) => key?.value === 'bindings')
    return (bindings?.children?.[1]?.children ?? []).flatMap(({ children: fields = [] }): DataSourceFact[] => {
      const type = fields.find(({ children: [key] = [] }) => key?.value === 'type')?.children?.[1]
      const written = typeof type?.value === 'string' ? type.value : ''
      const store = stores.find(([beginning]) => beginning.test(written.toLowerCase()))?.[1]
      if (type === undefined || store === undefined) return []
      return [{ kind: 'data-source', at: at(type.offset), store, detail: `a binding of type ${written}` }]
    })
  },
}
