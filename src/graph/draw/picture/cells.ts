import type { Comparison } from '../../compare.ts'
import type { Graph, Resource, Service } from '../../graph.ts'
import { isLocal } from '../../hosts/index.ts'
import type { Part } from './place.ts'

/** What stands in a box: a service with the stores that nobody else uses, or something that several use. */
export interface Cell extends Part {
  readonly kind: 'service' | Resource['kind']
  readonly name: string
  /** As written in the box. */
  readonly title: string
  readonly subtitle: string
  /** For those who do not see the box. */
  readonly label: string
  /** Stores of this service alone, each a row at the foot of the box. */
  readonly stores: readonly Store[]
}

export interface Store {
  readonly resource: Resource
  readonly title: string
  /** Index of the edge that leads to it. */
  readonly edge: number
}

/** Heights of a box's head and of a row below it. */
export const cellHeight = 46
export const rowHeight = 26
/** How much of a box its cap takes: on its left side, on top. */
export function capOf(kind: 'service' | Resource['kind']): { readonly aside: number; readonly drop: number } {
  if (kind === 'broker') return { aside: 7, drop: 0 }
  return { aside: 0, drop: kind === 'service' || kind === 'external' ? 0 : 5 }
}

const [wide, small] = [8.1, 6.8]

/**
 * The boxes of a picture. A store that one service alone uses is a row in its box, since it says nothing of coupling; one
 * that a rule speaks of or that a change touches keeps a box of its own.
 */
export function cellsOf(graph: Graph, forbidden: ReadonlySet<string>, comparison?: Comparison): Cell[] {
  const owned = comparison ? new Map<string, Store[]>() : ownStores(graph, forbidden)
  const isOwned = new Set([...owned.values()].flatMap((stores) => stores.map(({ resource }) => resource.name)))
  return [
    ...graph.services.map((service) => {
      const [title, subtitle] = [shortened(service.name), aboutService(service)]
      const label = `service ${service.name} in ${service.path}`
      return sized({
        kind: 'service',
        name: service.name,
        title,
        subtitle,
        label,
        stores: owned.get(service.name) ?? [],
      })
    }),
    ...graph.resources
      .filter(({ name }) => !isOwned.has(name))
      .map(({ name, kind }) => sized({ kind, name, ...readable(name, kind), label: `${kind} ${name}`, stores: [] })),
  ]
}

function ownStores(graph: Graph, forbidden: ReadonlySet<string>): Map<string, Store[]> {
  const services = new Set(graph.services.map(({ name }) => name))
  const uses = new Map<string, number[]>()
  for (const [index, { to }] of graph.edges.entries()) uses.set(to, [...(uses.get(to) ?? []), index])
  const owned = new Map<string, Store[]>()
  for (const resource of graph.resources) {
    const [index, ...others] = uses.get(resource.name) ?? []
    const edge = index === undefined ? undefined : graph.edges[index]
    if (index === undefined || edge === undefined || others.length > 0 || !services.has(edge.from)) continue
    if (resource.kind === 'external' || forbidden.has(`${edge.from} ${edge.to}`)) continue
    const { title, subtitle } = readable(resource.name, resource.kind)
    owned.set(edge.from, [
      ...(owned.get(edge.from) ?? []),
      { resource, title: inOneLine(title, subtitle), edge: index },
    ])
  }
  return owned
}

/** This machine alone says nothing: a broker and a database may both be at `localhost`. */
const inOneLine = (title: string, subtitle: string): string =>
  isLocal(title.replace(/:\d+$/, '')) ? `${title} · ${subtitle}` : title

const sized = (cell: Omit<Cell, 'id' | 'width' | 'height'>): Cell => {
  const lengths = [
    cell.title.length * wide,
    cell.subtitle.length * small,
    ...cell.stores.map(({ title }) => title.length * small + 20),
  ]
  return {
    ...cell,
    id: cell.name,
    width: Math.round(Math.min(340, Math.max(116, Math.max(...lengths) + 30 + 2 * capOf(cell.kind).aside))),
    height: cellHeight + cell.stores.length * rowHeight,
  }
}

const aboutService = ({ language, owner, path }: Service): string =>
  shortened([language, owner].filter((word) => word !== undefined).join(' · ') || path)

/** `postgres://db:5432/shop` is `shop`, in `postgres at db:5432`. */
function readable(name: string, kind: Resource['kind']): { title: string; subtitle: string } {
  const [, scheme, host = '', path = ''] = /^([\w+.-]+):\/\/([^/?#]*)\/?(.*)$/.exec(name) ?? []
  if (scheme === undefined) return { title: shortened(name), subtitle: kind }
  const title = path || host || scheme
  return { title: shortened(title), subtitle: shortened(path && host ? `${scheme} at ${host}` : scheme) }
}

/** A name as it stands in a box. */
const shortened = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name)
