import { isUndeclaredCall } from '../../calls.ts'
import type { Comparison } from '../../compare.ts'
import type { Edge, Graph, Resource } from '../../graph.ts'
import { escaped } from './escaped.ts'
import { type Box, type Layout, layOut, type Point, shortened } from './layout.ts'
import { pictureStyle } from './style.ts'

/** What is pointed out. */
export interface Marks {
  /** Edges that a rule has an error about, as `from to`. */
  readonly forbidden?: ReadonlySet<string>
  readonly comparison?: Comparison | undefined
}

/** A picture by itself. */
export function drawSvg(graph: Graph, marks: Marks = {}): string {
  const plan = layOut(graph)
  const size = `width="${round(plan.width)}" height="${round(plan.height)}" viewBox="0 0 ${round(plan.width)} ${round(plan.height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-label="Services and their dependencies"><style>${pictureStyle}</style>${svgBody(graph, plan, marks)}</svg>\n`
}

/** What is inside of the picture: frames below, then lines, then boxes. */
export function svgBody(graph: Graph, plan: Layout, marks: Marks): string {
  const fateOf = (name: string): string => marks.comparison?.fateOf(name) ?? ''
  return [
    arrowHeads,
    ...plan.frames.map(
      (frame) =>
        `<g class="frame">${rectangle(frame, 10)}<text x="${round(frame.x - frame.width / 2 + 10)}" y="${round(frame.y - frame.height / 2 + 18)}">${escaped(frame.title)}</text></g>`,
    ),
    ...graph.edges.map((edge, index) => line(edge, index, plan.lines.get(index) ?? [], marks)),
    ...graph.services.map(({ name, path }) =>
      box(plan.boxes.get(name), name, `service ${name} in ${path}`, `service ${fateOf(name)}`, 8),
    ),
    ...graph.resources.map(({ name, kind }) =>
      box(plan.boxes.get(name), name, `${kind} ${name}`, `${kind} ${fateOf(name)}`, radius(kind)),
    ),
  ].join('\n')
}

const arrowHeads = `<defs>${['', ' forbidden']
  .map(
    (mark) =>
      `<marker id="head${mark.trim()}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head${mark}" d="M0 0L10 5L0 10z"/></marker>`,
  )
  .join('')}</defs>`

function line(edge: Edge, index: number, points: readonly Point[], { forbidden, comparison }: Marks): string {
  const isForbidden = forbidden?.has(`${edge.from} ${edge.to}`) ?? false
  const marks = [
    edge.kind,
    ...(isUndeclaredCall(edge) ? ['undeclared'] : []),
    ...(isForbidden ? ['forbidden'] : []),
    ...[comparison?.fateOfEdge(edge) ?? []].flat(),
  ]
  const head = isForbidden ? 'headforbidden' : 'head'
  return `<path class="edge ${marks.join(' ')}" data-edge="${index}" d="${curve(points)}" marker-end="url(#${head})"><title>${escaped(`${edge.from} → ${edge.to} (${marks.join(', ')})`)}</title></path>`
}

/** Through the middle of each two points, so that the line has no corner. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return ''
  const middles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${at(point)} ${at(end)}`
  })
  return `M${at(first)}${middles.length > 0 ? middles.join('') : `L${at(last)}`}`
}

function box(place: Box | undefined, name: string, label: string, kind: string, corner: number): string {
  if (place === undefined) return ''
  const title = `<title>${escaped(name)}</title>`
  const text = `<text x="${round(place.x)}" y="${round(place.y + 4.5)}">${escaped(shortened(name))}</text>`
  return `<g class="node ${kind.trim()}" data-node="${escaped(name)}" tabindex="0" role="button" aria-label="${escaped(label)}${told(kind)}">${title}${rectangle(place, corner)}${text}</g>`
}

/** For those who do not see colours. */
const told = (kind: string): string => (/ (added|removed)$/.exec(kind)?.[0] ?? '').replace(' ', ', ')

const radius = (kind: Resource['kind']): number => (kind === 'broker' ? 0 : 18)

const rectangle = ({ x, y, width, height }: Box, corner: number): string =>
  `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${corner}"/>`

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`
const round = (value: number): string => value.toFixed(1).replace(/\.0$/, '')
