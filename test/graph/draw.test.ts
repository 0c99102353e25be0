import { expect, it } from 'vitest'
import { drawers } from '../../src/graph/draw/index.ts'
import type { Edge, EdgeKind, Graph } from '../../src/graph/graph.ts'

const at = { file: 'a.ts', line: 3, column: 7 }
const edge = (from: string, to: string, kind: EdgeKind, declared: boolean): Edge => ({
  from,
  to,
  kind,
  declared,
  observed: true,
  evidence: [{ ...at, kind: 'address', confidence: 0.9, detail: 'x' }],
})
const graph: Graph = {
  services: ['cart', 'end', 'a.b', 'a-b', 'say "hi" <b>'].map((name) => ({ name, path: name, known: 'declared', at })),
  resources: [{ name: 'postgres://db:5432/shop', kind: 'database' }],
  edges: [
    edge('cart', 'end', 'http', true),
    edge('cart', 'a.b', 'http', false),
    edge('end', 'postgres://db:5432/shop', 'database', false),
  ],
}

it('draws Mermaid with ids of its own and labels that are escaped', () => {
  expect(drawers.mermaid(graph)).toBe(`flowchart LR
  n_cart["cart"]
  n_end["end"]
  n_a_b["a.b"]
  n_a_b_2["a-b"]
  n_say_hi_b_["say #quot;hi#quot; #lt;b>"]
  n_postgres_db_5432_shop[("postgres://db:5432/shop")]
  n_cart -->|http| n_end
  n_cart -.->|http| n_a_b
  n_end -->|database| n_postgres_db_5432_shop
`)
})

it('draws Graphviz with names that are quoted', () => {
  const text = drawers.dot(graph)
  expect(text).toContain('  "say \\"hi\\" <b>"\n')
  expect(text).toContain('  "cart" -> "end" [label="http"]\n')
  expect(text).toContain('  "cart" -> "a.b" [label="http", style=dashed]\n')
  expect(text).toContain('"postgres://db:5432/shop" [shape=cylinder')
})

it('draws JSON with evidence', () => {
  const { edges } = JSON.parse(drawers.json(graph))
  expect(edges[0]).toEqual({
    from: 'cart',
    to: 'end',
    kind: 'http',
    declared: true,
    observed: true,
    evidence: [{ file: 'a.ts', line: 3, kind: 'address', confidence: 0.9, detail: 'x' }],
  })
})

it.each(['mermaid', 'dot', 'json'] as const)('draws an empty graph as %s', (format) => {
  expect(drawers[format]({ services: [], resources: [], edges: [] })).toMatch(/\n$/)
})
