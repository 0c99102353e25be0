import { posix } from 'node:path'
import { heldBy, protocolOfScheme } from '../../products/protocols.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'

const block = /^[ \t]*(datasource|model)[ \t]+(\w+)[ \t]*\{([^}]*)/gm
const provider = /^[ \t]*provider[ \t]*=[ \t]*"(\w+)"/m
const variable = /\benv\([ \t]*"(\w+)"/g

/** Where a client is written to, https://www.prisma.io/docs/orm/prisma-schema/overview/generators: `output = "../src/db"`. */
const generator = /^[ \t]*generator[ \t]+\w+[ \t]*\{([^}]*)/gm
const output = /^[ \t]*output[ \t]*=[ \t]*"(\.{1,2}\/[^"]+)"/m

/** The folders of clients, beside what is written among what is installed. */
function clientsIn(path: string, text: string): readonly string[] | undefined {
  const folders = [...text.matchAll(generator)]
    .flatMap(([, body = '']) => output.exec(body)?.[1] ?? [])
    .map((folder) => posix.join(posix.dirname(path), folder))
    .filter((folder) => !folder.split('/').includes('node_modules') && !folder.startsWith('..'))
  return folders.length === 0 ? undefined : folders
}

/** What a provider speaks with; a file of SQLite is no server. */
function serverOf(provider: string): string | undefined {
  const protocol = protocolOfScheme(provider)
  return protocol !== undefined && heldBy(protocol) !== undefined ? protocol : undefined
}

/** Schemas of Prisma: the kind of database, the variable that tells where it is, and the types that it keeps. */
export const prisma: Extractor = {
  id: 'prisma',
  endings: ['.prisma'],
  extract({ path, text }) {
    const at = lineIndex(path, text)
    return [...text.matchAll(block)].flatMap((match): Fact[] => {
      const [whole, kind, name = '', body = ''] = match
      const start = match.index + whole.length - body.length
      if (kind === 'model') {
        const place = at(whole.indexOf(name) + match.index)
        const table = (/@@map\("(\w+)"\)/.exec(body)?.[1] ?? name).toLowerCase()
        return [
          { kind: 'stored-type', at: place, name },
          { kind: 'table', at: place, table, use: 'creates' },
        ]
      }
      const found = provider.exec(body)
      const store = serverOf(found?.[1] ?? '')
      const reads = [...body.matchAll(variable)].map(
        (read): Fact => ({ kind: 'env-read', at: at(start + read.index), name: read[1] ?? '' }),
      )
      return store === undefined
        ? reads
        : [
            ...reads,
            {
              kind: 'data-source',
              at: at(start + (found?.index ?? 0)),
              store,
              detail: `a schema for ${store}`,
              ...present({ clientsIn: clientsIn(path, text) }),
            },
          ]
    })
  },
}
