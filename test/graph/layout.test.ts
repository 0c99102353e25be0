import { expect, it } from 'vitest'
import { cellsOf } from '../../src/graph/draw/picture/cells.ts'
import { groupsOf } from '../../src/graph/draw/picture/groups.ts'
import { type Layout, layOut } from '../../src/graph/draw/picture/layout.ts'
import type { Box } from '../../src/graph/draw/picture/place.ts'
import { pictureStyle } from '../../src/graph/draw/picture/style.ts'
import type { Edge, Graph } from '../../src/graph/graph.ts'

/** A system of so many services, with calls inside of its parts and between them, circles, own databases and one broker. */
function systemOf(count: number, part: (index: number) => { system?: string; owner?: string; folder?: string }): Graph {
  const at = { file: 'x.yaml', line: 1, column: 1 }
  const name = (index: number): string => `service-${index % count}`
  const edge = (from: string, to: string, kind: Edge['kind']): Edge => ({
    from,
    to,
    kind,
    declared: true,
    observed: true,
    evidence: [{ ...at, kind: 'address', confidence: 1 }],
  })
  const indexes = Array.from({ length: count }, (_, index) => index)
  return {
    services: indexes.map((index) => {
      const { folder = 'services', ...of } = part(index)
      return { name: name(index), path: `${folder}/${name(index)}`, known: 'declared', at, ...of }
    }),
    resources: [
      { name: 'kafka://kafka:9092', kind: 'broker' },
      ...indexes.map((index) => ({ name: `postgres://db/${name(index)}`, kind: 'database' as const })),
    ],
    edges: indexes.flatMap((index) => [
      edge(name(index), name(index + 1), 'http'),
      edge(name(index), name(index * 7 + 3), 'grpc'),
      edge(name(index), `postgres://db/${name(index)}`, 'database'),
      ...(index % 10 === 0 ? [edge(name(index), 'kafka://kafka:9092', 'broker')] : []),
    ]),
  }
}

const laidOut = (graph: Graph): Layout => layOut(graph, cellsOf(graph, new Set()), groupsOf(graph))

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2

function expectReadable(plan: Layout, graph: Graph): void {
  const boxes = [...plan.boxes.values()]
  for (const [index, box] of boxes.entries()) {
    expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([])
    expect(box.x - box.width / 2).toBeGreaterThan(0)
    expect(box.x + box.width / 2).toBeLessThan(plan.width)
    expect(box.y + box.height / 2).toBeLessThan(plan.height)
  }
  for (const [index, { from, to }] of graph.edges.entries()) {
    const line = plan.lines.get(index)
    expect(line !== undefined, `${from} → ${to}`).toBe(plan.boxes.has(from) && plan.boxes.has(to) && from !== to)
    expect(line?.every(({ x, y }) => x >= 0 && y >= 0 && x <= plan.width && y <= plan.height) ?? true).toBe(true)
  }
}

it.each([1, 5, 20, 60])('places %i services so that nothing lies on anything else', (count) => {
  const graph = systemOf(count, () => ({}))
  const plan = laidOut(graph)
  expectReadable(plan, graph)
  expect(plan.frames).toEqual([])
})

it('places 500 services by their systems, each in its frame, within the shape of a screen', () => {
  const graph = systemOf(500, (index) => ({ system: `system-${index % 30}` }))
  const plan = laidOut(graph)
  expectReadable(plan, graph)
  expect(plan.frames).toHaveLength(30)
  for (const [index, frame] of plan.frames.entries()) {
    expect(plan.frames.slice(index + 1).filter((other) => overlap(frame, other))).toEqual([])
    for (const name of frame.services) {
      const box = plan.boxes.get(name)
      expect(box && Math.abs(box.x - frame.x) < frame.width / 2 && Math.abs(box.y - frame.y) < frame.height / 2).toBe(
        true,
      )
    }
  }
  expect(plan.width / plan.height).toBeGreaterThan(0.8)
  expect(plan.width / plan.height).toBeLessThan(3.2)
})

it('groups by system, else by owner, and many services by their folder', () => {
  const titles = (graph: Graph): string[] => [...new Set(groupsOf(graph).values())].sort()
  const both = systemOf(4, (index) => ({ system: `s${index % 2}`, owner: `o${index}` }))
  expect(titles(both)).toEqual(['s0', 's1'])
  const oneSystem = systemOf(4, (index) => ({ system: 's', owner: `o${index % 2}` }))
  expect(titles(oneSystem)).toEqual(['o0', 'o1'])
  const folders = (count: number) => systemOf(count, (index) => ({ folder: index % 2 ? 'shop' : 'bank' }))
  expect(titles(folders(10))).toEqual([])
  expect(titles(folders(70))).toEqual(['bank', 'shop'])
})

it('groups many services by folders further out where each has one of its own', () => {
  const titles = (graph: Graph): string[] => [...new Set(groupsOf(graph).values())].sort()
  const own = systemOf(70, (index) => ({ folder: `${index % 2 ? 'shop' : 'bank'}/part-${index}/cmd` }))
  expect(titles(own)).toEqual(['bank', 'shop'])
  const mixed = systemOf(70, (index) => ({ folder: index % 2 ? 'shop' : '.' }))
  const atTop = mixed.services.map((each) => ({ ...each, path: each.path.replace('./', '') }))
  expect(titles({ ...mixed, services: atTop })).toEqual(['shop', 'top folder'])
  expect(titles(systemOf(70, (index) => ({ folder: `part-${index}` })))[0]).toMatch(/^service-\d+ \+\d+$/)
})

it('groups many services of one folder by who has to do with whom', () => {
  const { services, resources } = systemOf(90, () => ({}))
  // Nine circles of ten, and two calls between them.
  const edge = (from: number, to: number): Edge => ({
    from: `service-${from}`,
    to: `service-${to}`,
    kind: 'http',
    declared: true,
    observed: true,
    evidence: [],
  })
  const edges = Array.from({ length: 90 }, (_, index) => {
    const start = index - (index % 10)
    return [edge(index, start + ((index + 1) % 10)), edge(index, start + ((index + 3) % 10))]
  })
  const groups = groupsOf({ services, resources, edges: [...edges.flat(), edge(0, 30), edge(30, 60)] })
  for (let start = 0; start < 90; start += 10) {
    const own = new Set(Array.from({ length: 10 }, (_, index) => groups.get(`service-${start + index}`)))
    expect(own.size).toBe(1)
  }
  expect(new Set(groups.values()).size).toBe(9)
})

it('draws a store of one service in its box, and one of several by itself', () => {
  const graph = systemOf(20, () => ({}))
  const cells = cellsOf(graph, new Set())
  expect(cells.filter(({ kind }) => kind !== 'service').map(({ name }) => name)).toEqual(['kafka://kafka:9092'])
  expect(cells[0]?.stores).toMatchObject([{ title: 'service-0', resource: { name: 'postgres://db/service-0' } }])
  const forbidden = cellsOf(graph, new Set(['service-3 postgres://db/service-3']))
  expect(forbidden.filter(({ kind }) => kind === 'database').map(({ title }) => title)).toEqual(['service-3'])
})

it('says what is at localhost, where several things may be', () => {
  const { edges, ...graph } = systemOf(1, () => ({}))
  const [first] = edges
  const names = ['amqp://localhost', 'mongodb://localhost:27017', 'mysql://localhost:3306/shop']
  const cells = cellsOf(
    {
      ...graph,
      resources: names.map((name) => ({ name, kind: 'database' })),
      edges: first === undefined ? [] : names.map((to) => ({ ...first, to, kind: 'database' })),
    },
    new Set(),
  )
  expect(cells[0]?.stores.map(({ title }) => title)).toEqual(['localhost · amqp', 'localhost:27017 · mongodb', 'shop'])
})

const palettes = [...pictureStyle.matchAll(/:root\{([^}]*)\}/g)].map(([, text = '']) =>
  Object.fromEntries([...text.matchAll(/--(\w+):#(\w+)/g)].map(([, name = '', value = '']) => [name, value])),
)

/** As WCAG 2.2 has it. */
function contrast(a = '', b = ''): number {
  const light = (hex: string): number => {
    const whole = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
    const [red = 0, green = 0, blue = 0] = [0, 2, 4]
      .map((from) => Number.parseInt(whole.slice(from, from + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

it.each(['light', 'dark', 'paper'].map((name, index) => [name, palettes[index] ?? {}] as const))(
  'has colours that can be read: %s',
  (_, palette) => {
    for (const ground of ['paper', 'box', 'frame']) {
      for (const text of ['ink', 'soft', 'bad']) expect(contrast(palette[text], palette[ground])).toBeGreaterThan(4.5)
      for (const line of ['http', 'grpc', 'event', 'store', 'code']) {
        expect(contrast(palette[line], palette[ground])).toBeGreaterThan(4.5)
      }
    }
    expect(contrast(palette['badtext'], palette['bad'])).toBeGreaterThan(4.5)
  },
)
