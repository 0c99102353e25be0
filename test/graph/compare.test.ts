import { describe, expect, it } from 'vitest'
import { compareGraphs } from '../../src/graph/compare.ts'
import { drawDot } from '../../src/graph/draw/dot.ts'
import { drawJson } from '../../src/graph/draw/json.ts'
import { drawMermaid } from '../../src/graph/draw/mermaid.ts'
import { drawSvg } from '../../src/graph/draw/picture/svg.ts'
import type { Edge, Graph, Service } from '../../src/graph/graph.ts'

const service = (name: string): Service => ({
  name,
  path: name,
  known: 'declared',
  at: { file: 'x.yaml', line: 1, column: 1 },
})
const edge = (from: string, to: string, kind: Edge['kind'] = 'http'): Edge => ({
  from,
  to,
  kind,
  declared: true,
  observed: true,
  evidence: [],
})
const graph = (names: readonly string[], edges: readonly Edge[]): Graph => ({
  services: names.map(service),
  resources: edges.some(({ to }) => to === 'db') ? [{ name: 'db', kind: 'database' }] : [],
  edges,
})

const before = graph(
  ['cart', 'old', 'shop', 'unchanged'],
  [edge('shop', 'cart'), edge('shop', 'old'), edge('unchanged', 'cart')],
)
const after = graph(
  ['cart', 'new', 'shop', 'unchanged'],
  [
    edge('shop', 'cart'),
    edge('shop', 'new'),
    edge('shop', 'cart', 'event'),
    edge('cart', 'db', 'database'),
    edge('unchanged', 'cart'),
  ],
)
const comparison = compareGraphs(before, after)

describe('compareGraphs', () => {
  it('keeps what differs, with the ends of edges that differ', () => {
    expect(comparison.graph.services.map(({ name }) => [name, comparison.fateOf(name)])).toEqual([
      ['cart', undefined],
      ['new', 'added'],
      ['old', 'removed'],
      ['shop', undefined],
    ])
    expect(comparison.fateOf('db')).toBe('added')
    expect(comparison.graph.edges.map((each) => [each.from, each.to, each.kind, comparison.fateOfEdge(each)])).toEqual([
      ['cart', 'db', 'database', 'added'],
      ['shop', 'cart', 'event', 'added'],
      ['shop', 'new', 'http', 'added'],
      ['shop', 'old', 'http', 'removed'],
    ])
  })

  it('finds nothing between a graph and itself', () => {
    const { graph: same } = compareGraphs(after, after)
    expect(same).toEqual({ services: [], resources: [], edges: [] })
  })

  it('is drawn with more than colours', () => {
    const mermaid = drawMermaid(comparison.graph, comparison)
    expect(mermaid).toContain('-->|event added|')
    expect(mermaid).toContain('--x|http removed|')
    expect(mermaid).toMatch(/linkStyle 0,1,2 stroke:#009e73/)
    expect(drawDot(comparison.graph, comparison)).toMatch(
      /"shop" -> "old" \[label="http", color="#d55e00", penwidth=3, style=dotted\]/,
    )
    const svg = drawSvg(comparison.graph, { comparison })
    expect(svg).toMatch(/class="node service removed"[^>]*aria-label="service old in old, removed"/)
    expect(svg).toMatch(/class="edge event added"/)
    expect(JSON.parse(drawJson(comparison.graph, comparison))).toMatchObject({
      services: expect.arrayContaining([expect.objectContaining({ name: 'new', change: 'added' })]),
      edges: expect.arrayContaining([expect.objectContaining({ from: 'shop', to: 'old', change: 'removed' })]),
    })
  })
})
