import type { EdgeKind, Graph, Resource } from '../graph.ts'
import { labelText } from './label.ts'

const tags: Readonly<Record<Resource['kind'], string>> = {
  database: 'Database',
  cache: 'Cache',
  broker: 'Broker',
  objectstore: 'Object store',
  external: 'External',
}

/** How the one uses the other; between two, each description may stand once. */
const uses: Readonly<Record<EdgeKind, string>> = {
  http: 'calls by HTTP',
  grpc: 'calls by gRPC',
  event: 'hears events of, or sends to',
  database: 'keeps data in',
  cache: 'caches in',
  broker: 'sends and hears through',
  code: 'shares code with',
  build: 'is built with',
}

/** A workspace in the language of Structurizr: the services are containers of one software system (C4 model). */
export function drawC4(graph: Graph, title: string): string {
  const ids = new Map([...graph.services, ...graph.resources].map(({ name }, index) => [name, `c${index + 1}`]))
  const containers = graph.services.map(({ name, description, language }) => {
    const about = [name, description ?? '', language ?? ''].map(quoted).join(' ')
    return `            ${ids.get(name)} = container ${about}`
  })
  const stores = graph.resources.map(
    ({ name, kind }) =>
      `            ${ids.get(name)} = container ${quoted(name)} "" ${quoted(tags[kind])} ${quoted(tags[kind])}`,
  )
  const relations = graph.edges.map(
    ({ from, to, kind }) => `        ${ids.get(from)} -> ${ids.get(to)} ${quoted(uses[kind])} ${quoted(kind)}`,
  )
  return `workspace {
    model {
        system = softwareSystem ${quoted(title)} {
${[...containers, ...stores].join('\n')}
        }
${relations.join('\n')}
    }
    views {
        container system {
            include *
            autoLayout lr
        }
        styles {
            element "Database" {
                shape cylinder
            }
            element "Broker" {
                shape pipe
            }
        }
    }
}
`
}

/** A quote is escaped by a backslash, and a backslash by nothing: one at the end would take the quote with it. */
const quoted = (text: string): string => `"${labelText(text).replaceAll('\\', '/').replaceAll('"', '\\"')}"`
