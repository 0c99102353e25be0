import { isUndeclaredCall } from '../../calls.ts'
import type { Comparison } from '../../compare.ts'
import type { Edge, Graph } from '../../graph.ts'
import { counted } from '../counted.ts'
import { type Cell, capOf, cellHeight, cellsOf, rowHeight } from './cells.ts'
import { curve } from './curve.ts'
import { escaped } from './escaped.ts'
import { groupsOf } from './groups.ts'
import { arrowHeads } from './heads.ts'
import { type Frame, type Layout, layOut, type Trunk } from './layout.ts'
import { type ErrorCount, type Standing, tellErrors } from './page-data.ts'
import type { Box, Point } from './place.ts'
import { outline, rectangle, round, storeSign } from './shapes.ts'
import { pictureStyle } from './style.ts'

/** What is pointed out. */
export interface Marks {
  /** Edges that a rule has an error about, as `from to`, and whether one is new. */
  readonly forbidden?: ReadonlyMap<string, Standing>
  /** How many errors rules have about a service, by its name. */
  readonly errors?: ReadonlyMap<string, ErrorCount>
  readonly comparison?: Comparison | undefined
}

/** What is drawn, and where. */
export interface Picture {
  readonly plan: Layout
  /** Inside of the `svg` element. */
  readonly body: string
}

/** A picture by itself. */
export function drawSvg(graph: Graph, marks: Marks = {}): string {
  const { plan, body } = pictureOf(graph, marks)
  const [width, height] = [round(plan.width), round(plan.height)]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Services and their dependencies"><style>${pictureStyle}#under{display:none}</style>${body}</svg>\n`
}

/** Frames below, then lines, then boxes; lines between whole frames lie below all, and above the frames once they are asked for. */
export function pictureOf(graph: Graph, marks: Marks): Picture {
  const cells = cellsOf(graph, new Set(marks.forbidden?.keys()), marks.comparison)
  const plan = layOut(graph, cells, groupsOf(graph))
  const body = [
    arrowHeads([...new Set(graph.edges.map(({ kind }) => kind))]),
    ...(plan.trunks.length > 0 ? [`<g id="under">${plan.trunks.map(trunkOf).join('')}</g>`] : []),
    ...plan.frames.map((frame) => frameOf(frame, marks)),
    ...(plan.trunks.length > 0 ? ['<g id="over"></g>'] : []),
    ...graph.edges.map((edge, index) => line(edge, index, plan.lines.get(index) ?? [], marks)),
    ...cells.map((cell) => boxOf(cell, plan.boxes.get(cell.id), marks)),
  ]
  return { plan, body: body.filter((part) => part !== '').join('\n') }
}

function frameOf(frame: Frame, { errors }: Marks): string {
  const [left, top] = [frame.x - frame.width / 2, frame.y - frame.height / 2]
  const counts = frame.services.flatMap((name) => errors?.get(name) ?? [])
  const sum = (kind: keyof ErrorCount): number => counts.reduce((all, count) => all + count[kind], 0)
  const wrong = counts.length > 0 ? [tellErrors({ fresh: sum('fresh'), known: sum('known') })] : []
  const about = [counted(frame.services.length, 'service'), ...wrong].join(', ')
  const id = escaped(frame.id)
  return `<g class="frame" data-frame="${id}" aria-label="${escaped(`${frame.title}: ${about}`)}">${rectangle(frame, 12)}<g class="inner"><text class="name" x="${round(left + 18)}" y="${round(top + 28)}">${escaped(frame.title)}</text></g></g>`
}

function trunkOf({ points, edges }: Trunk, index: number): string {
  const width = round(0.6 + Math.log2(edges.length + 1) * 0.7)
  return `<path class="trunk" data-trunk="${index}" d="${curve(points)}" style="--w:${width}"/>`
}

function line(edge: Edge, index: number, points: readonly Point[], { forbidden, comparison }: Marks): string {
  if (points.length === 0) return ''
  const marks = [
    edge.kind,
    ...(isUndeclaredCall(edge) ? ['undeclared'] : []),
    ...forbiddenMarks(forbidden?.get(`${edge.from} ${edge.to}`)),
    ...[comparison?.fateOfEdge(edge) ?? []].flat(),
  ]
  return `<path class="edge ${marks.join(' ')}" data-edge="${index}" d="${curve(points)}" marker-end="url(#head-${edge.kind})"><title>${escaped(`${edge.from} → ${edge.to} (${marks.join(', ')})`)}</title></path>`
}

function forbiddenMarks(standing: Standing | undefined): string[] {
  if (standing === undefined) return []
  return standing === 'known' ? ['forbidden', 'known'] : ['forbidden']
}

function boxOf(cell: Cell, box: Box | undefined, { comparison, errors }: Marks): string {
  if (box === undefined) return ''
  const fate = comparison?.fateOf(cell.name)
  const wrong = errors?.get(cell.name)
  const top = box.y - box.height / 2
  const label = [cell.label, ...(fate ? [fate] : []), ...(wrong ? [tellErrors(wrong)] : [])].join(', ')
  const { aside, drop } = capOf(cell.kind)
  const middle = round(box.x + aside)
  const inside = [
    outline(box, cell.kind),
    `<text class="name" x="${middle}" y="${round(top + 20 + drop)}">${escaped(cell.title)}</text>`,
    `<text class="about" x="${middle}" y="${round(top + 36 + drop)}">${escaped(cell.subtitle)}</text>`,
    ...cell.stores.map((store, index) => rowOf(store, box, top + cellHeight + index * rowHeight)),
    ...(wrong ? [badge(wrong, box.x + box.width / 2 - 4, top + 4)] : []),
  ]
  return `<g ${nodeIs(`${cell.kind}${fate ? ` ${fate}` : ''}`, cell.name, label)}><title>${escaped(cell.name)}</title>${inside.join('')}</g>`
}

const nodeIs = (kind: string, name: string, label: string): string =>
  `class="node ${kind}" data-node="${escaped(name)}" tabindex="-1" role="button" aria-label="${escaped(label)}"`

function rowOf({ resource: { name, kind }, title }: Cell['stores'][number], box: Box, top: number): string {
  const left = box.x - box.width / 2
  const shape = rectangle({ ...box, y: top + rowHeight / 2, height: rowHeight }, 4, 'shape')
  const rule = `<path class="rule" d="M${round(left)} ${round(top)}h${round(box.width)}"/>`
  return `<g ${nodeIs(`row ${kind}`, name, `${kind} ${name}`)}><title>${escaped(name)}</title>${shape}${rule}${storeSign(left + 12, top + 7)}<text x="${round(left + 30)}" y="${round(top + 17)}">${escaped(title)}</text></g>`
}

/** What is new counts; where nothing is, what is known, in a hollow one. */
const badge = ({ fresh, known }: ErrorCount, x: number, y: number): string =>
  `<g class="count${fresh === 0 ? ' known' : ''}" aria-hidden="true"><circle cx="${round(x)}" cy="${round(y)}" r="9.5"/><text x="${round(x)}" y="${round(y + 4)}">${Math.min(99, fresh || known)}</text></g>`
