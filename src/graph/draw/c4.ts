import type { Graph, Resource } from '../graph.ts'

const tags: Readonly<Record<Resource['kind'], string>> = {
  database: 'Database',
  cache: 'Cache',
  broker: 'Broker',
  objectstore: 'Object store',
  external: 'External',
}

/** A workspace in the language of Structurizr: the services are containers of one software system (C4 model). */
export function drawC4(graph: Graph): string {
  const ids = new Map([...graph.services, ...graph.resources].map(({ name }, index) => [name, `c${index + 1}`]))
  const containers = graph.services.map(({ name, description, language }) => {
    const about = [name, description ?? '', language ?? ''].map(quoted).join(' ')
    return `            ${ids.get(name)} = container ${about}`
  })
  const stores = graph.resources.map(
    ({ name, kind }) =>
      `            ${ids.get(name)} = container ${quoted(name)} "" ${quoted(tags[kind])} ${quoted(tags[kind])}`,
  )
  const uses = graph.edges.map(
    ({ from, to, kind }) => `        ${ids.get(from)} -> ${ids.get(to)} "uses" ${quoted(kind)}`,
  )
  return `workspace {
    model {
        system = softwareSystem "System" {
${[...containers, ...stores].join('\n')}
        }
${uses.join('\n')}
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

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replace(/\s+/g, ' ')}"`
