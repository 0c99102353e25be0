import { expect, it } from 'vitest'
import { findCycles } from '../../src/graph/cycles.ts'
import { drawJson } from '../../src/graph/draw/json.ts'
import type { Edge, EdgeKind, Graph } from '../../src/graph/graph.ts'

const at = { file: 'a', line: 1, column: 1 }

/** `a>b` calls by http, `a=b` imports. */
function graphOf(...arrows: string[]): Graph {
  const edges = arrows.map((arrow): Edge => {
    const [from = '', to = ''] = arrow.split(/[>=]/)
    return { from, to, kind: arrow.includes('>') ? 'http' : 'code', declared: false, observed: true, evidence: [] }
  })
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort()
  return { services: names.map((name) => ({ name, path: name, known: 'declared', at })), resources: [], edges }
}

const cycles = (graph: Graph, kinds: EdgeKind[] = ['http']): string[] =>
  findCycles(graph, kinds).map((circle) => circle.map(({ from }) => from).join('>'))

it.each([
  ['none', ['a>b', 'b>c', 'a>c'], []],
  ['two that call each other', ['a>b', 'b>a'], ['a>b']],
  ['three in a row', ['c>a', 'b>c', 'a>b'], ['a>b>c']],
  [
    'the shortest of a group, and the shortest through each that is left',
    ['a>b', 'b>c', 'c>a', 'b>a'],
    ['a>b', 'c>a>b'],
  ],
  ['one that calls itself', ['a>a', 'a>b'], []],
  ['a circle of one that also calls itself', ['a>a', 'a>b', 'b>a'], ['a>b']],
  ['two groups', ['a>b', 'b>a', 'c>d', 'd>c', 'b>c'], ['a>b', 'c>d']],
  ['circles that share a service', ['a>b', 'b>a', 'b>c', 'c>d', 'd>b'], ['a>b', 'c>d>b']],
  ['a circle behind a tail', ['a>b', 'b>c', 'c>b'], ['b>c']],
  ['only of the kinds asked for', ['a>b', 'b=a'], []],
])('finds %s', (_, arrows, expected) => {
  expect(cycles(graphOf(...arrows))).toEqual(expected)
  expect(cycles(graphOf(...[...arrows].reverse()))).toEqual(expected)
})

it('mixes kinds when several are asked for', () => {
  expect(cycles(graphOf('a>b', 'b=a'), ['http', 'code'])).toEqual(['a>b'])
})

it('hands back the edges of the circle, in order', () => {
  const [circle = []] = findCycles(graphOf('c>a', 'b>c', 'a>b'), ['http'])
  expect(circle.map(({ from, to }) => `${from}>${to}`)).toEqual(['a>b', 'b>c', 'c>a'])
})

it('does not count resources', () => {
  const graph = graphOf('a>b', 'b>a')
  expect(cycles({ ...graph, services: graph.services.filter(({ name }) => name === 'a') })).toEqual([])
})

it('copes with a chain of thousands', () => {
  const arrows = Array.from({ length: 5000 }, (_, index) => `s${index}>s${index + 1}`)
  expect(cycles(graphOf(...arrows))).toEqual([])
})

it('copes with a circle of a thousand', () => {
  const arrows = Array.from({ length: 1000 }, (_, index) => `s${index}>s${(index + 1) % 1000}`)
  expect(findCycles(graphOf(...arrows), ['http'])[0]).toHaveLength(1000)
})

it('draws the program contract', () => {
  const graph = graphOf('a>b')
  expect(JSON.parse(drawJson(graph))).toMatchObject({
    version: 1,
    services: [{ name: 'a', path: 'a', language: null, stack: null, owner: null }, { name: 'b' }],
    resources: [],
    edges: [{ from: 'a', to: 'b', kind: 'http', declared: false, observed: true, evidence: [] }],
  })
})
