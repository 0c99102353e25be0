import type { Graph } from '../../graph.ts'
import { attach } from './attach.ts'
import type { Cell } from './cells.ts'
import { inColumns } from './columns.ts'
import { moved, packed } from './packed.ts'
import type { Arrangement, Box, Link, Part, Point } from './place.ts'

/** The services of one system, team or folder. */
export interface Frame extends Box {
  readonly title: string
  readonly services: readonly string[]
}

/** All edges from one frame to another, as one line. */
export interface Trunk {
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  /** Indexes of the graph's edges. */
  readonly edges: readonly number[]
}

/** Where everything stands, in pixels; `x` and `y` of a box are its middle. Edges to rows of a box have no line. */
export interface Layout extends Arrangement {
  readonly frames: readonly Frame[]
  readonly trunks: readonly Trunk[]
}

const margin = 28
const padding = { side: 22, top: 46, bottom: 22 }

/**
 * Layers from left to right, callers before those they call. With groups it is done twice: in each of them, and then of
 * them as a whole, so that a large system takes no more time than its groups do; what runs between two groups runs
 * together.
 */
export function layOut(graph: Graph, cells: readonly Cell[], groups: ReadonlyMap<string, string>): Layout {
  const drawn = new Set(cells.map(({ id }) => id))
  const links = graph.edges.flatMap(({ from, to }, id) => (drawn.has(from) && drawn.has(to) ? [{ id, from, to }] : []))
  const plan = groups.size === 0 ? flat(cells, links) : grouped(cells, links, groupsOfAll(cells, links, groups))
  const bends = [...plan.lines.values(), ...plan.trunks.map(({ points }) => points)].flat()
  return {
    width: Math.max(plan.width, ...bends.map(({ x }) => x)) + 2 * margin,
    height: Math.max(plan.height, ...bends.map(({ y }) => y)) + 2 * margin,
    boxes: new Map([...plan.boxes].map(([id, box]) => [id, moved(box, margin, margin)])),
    lines: new Map([...plan.lines].map(([id, points]) => [id, inward(points)])),
    frames: plan.frames.map((frame) => moved(frame, margin, margin)),
    trunks: plan.trunks.map((trunk) => ({ ...trunk, points: inward(trunk.points) })),
  }
}

const inward = (points: readonly Point[]): Point[] => points.map((point) => moved(point, margin, margin))

const flat = (cells: readonly Cell[], links: readonly Link[]): Layout => ({
  ...packed(cells, links, { layers: 76, parts: 20 }),
  frames: [],
  trunks: [],
})

/** A store that one group alone uses belongs to that group, too. */
function groupsOfAll(
  cells: readonly Cell[],
  links: readonly Link[],
  groups: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const stores = cells.flatMap(({ id, kind }) => {
    if (kind === 'service') return []
    const users = new Set(links.flatMap(({ from, to }) => (to === id ? [groups.get(from)] : [])))
    const [group] = users
    return users.size === 1 && group !== undefined ? [[id, group] as const] : []
  })
  return new Map([...groups, ...stores])
}

function grouped(cells: readonly Cell[], links: readonly Link[], groups: ReadonlyMap<string, string>): Layout {
  const frameOf = (id: string): string | undefined => {
    const title = groups.get(id)
    return title === undefined ? undefined : frameId(title)
  }
  const outer = (id: string): string => frameOf(id) ?? id
  const isWithin = ({ from, to }: Link): boolean => frameOf(from) !== undefined && frameOf(from) === frameOf(to)
  const inside = new Map(
    [...new Set(groups.values())].sort().map((title) => {
      const id = frameId(title)
      const theirs = cells.filter((cell) => frameOf(cell.id) === id)
      const own = links.filter((link) => isWithin(link) && frameOf(link.from) === id)
      return [id, { title, theirs, plan: packed(theirs, own, { layers: 64, parts: 18 }) }] as const
    }),
  )
  const parts: Part[] = [
    ...[...inside].map(([id, { plan }]) => ({
      id,
      width: plan.width + 2 * padding.side,
      height: plan.height + padding.top + padding.bottom,
    })),
    ...cells.filter(({ id }) => frameOf(id) === undefined),
  ]
  const between = trunksOf(
    links.filter((link) => !isWithin(link)),
    outer,
  )
  const whole = inColumns(
    parts,
    between.map(({ from, to }, id) => ({ id, from, to })),
  )

  const boxes = new Map<string, Box>()
  const lines = new Map<number, readonly Point[]>()
  for (const [id, box] of whole.boxes) {
    const group = inside.get(id)
    if (group === undefined) boxes.set(id, box)
    const [x, y] = [box.x - box.width / 2 + padding.side, box.y - box.height / 2 + padding.top]
    for (const [name, each] of group?.plan.boxes ?? []) boxes.set(name, moved(each, x, y))
    for (const [edge, points] of group?.plan.lines ?? [])
      lines.set(
        edge,
        points.map((point) => moved(point, x, y)),
      )
  }
  const trunks = between.map((trunk, id) => ({ ...trunk, points: whole.lines.get(id) ?? [] }))
  // A trunk goes to the border of a frame; from there on each line finds its own box.
  const bends = new Map(
    trunks.flatMap(({ from, to, edges, points }) => {
      const between = points.slice(inside.has(from) ? 0 : 1, inside.has(to) ? undefined : -1)
      return edges.map((edge) => [edge, between] as const)
    }),
  )
  for (const [edge, points] of attach(
    boxes,
    links.filter(({ id }) => bends.has(id)),
    bends,
  ))
    lines.set(edge, points)
  const frames = [...inside].flatMap(([id, { title, theirs }]) => {
    const box = whole.boxes.get(id)
    const services = theirs.filter(({ kind }) => kind === 'service').map(({ name }) => name)
    return box === undefined ? [] : [{ ...box, title, services }]
  })
  return { width: whole.width, height: whole.height, boxes, lines, frames, trunks }
}

function trunksOf(links: readonly Link[], outer: (id: string) => string): Omit<Trunk, 'points'>[] {
  const found = new Map<string, { from: string; to: string; edges: number[] }>()
  for (const { id, from, to } of links) {
    const ends = { from: outer(from), to: outer(to) }
    const trunk = found.get(`${ends.from}\0${ends.to}`) ?? { ...ends, edges: [] }
    trunk.edges.push(id)
    found.set(`${ends.from}\0${ends.to}`, trunk)
  }
  return [...found.values()]
}

/** No service is called so: names hold no blank. */
const frameId = (title: string): string => `frame ${title}`
