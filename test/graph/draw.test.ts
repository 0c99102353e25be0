import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { drawers, type GraphFormat } from '../../src/graph/draw/index.ts'
import type { PictureFinding } from '../../src/graph/draw/picture/page-data.ts'
import type { Edge, EdgeKind, Graph } from '../../src/graph/graph.ts'
import { survey } from '../../src/graph/survey.ts'
import { diskRepository } from '../../src/repository/disk.ts'

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

const draw = (format: GraphFormat, what: Graph = graph): Promise<string> =>
  drawers[format]({ graph: what, title: 'shop', findings: async () => [finding] })
const finding = {
  rule: 'r',
  severity: 'error',
  message: 'm </script>',
  services: ['cart', 'a.b'],
  at,
  related: [],
  known: false,
} as const

it('draws Mermaid with ids of its own and labels that are escaped', async () => {
  expect(await draw('mermaid')).toBe(`flowchart LR
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

it('draws Graphviz with names that are quoted', async () => {
  const text = await draw('dot')
  expect(text).toContain('  "say \\"hi\\" <b>"\n')
  expect(text).toContain('  "cart" -> "end" [label="http"]\n')
  expect(text).toContain('  "cart" -> "a.b" [label="http", style=dashed]\n')
  expect(text).toContain('"postgres://db:5432/shop" [shape=cylinder')
})

it('draws JSON with evidence', async () => {
  const { edges } = JSON.parse(await draw('json'))
  expect(edges[0]).toEqual({
    from: 'cart',
    to: 'end',
    kind: 'http',
    declared: true,
    observed: true,
    evidence: [{ file: 'a.ts', line: 3, kind: 'address', confidence: 0.9, detail: 'x' }],
  })
})

it('draws a C4 workspace', async () => {
  const text = await draw('c4')
  expect(text).toContain('c5 = container "say \\"hi\\" <b>"')
  expect(text).toContain('c1 -> c2 "calls by HTTP" "http"')
  expect(text).toContain('softwareSystem "shop"')
})

it('draws names that are odd in words that each language reads back', async () => {
  const names = ['x#y;z', 'back\\slash', 'trailing\\']
  const odd = {
    ...graph,
    services: names.map((name) => ({ name, path: 'p', known: 'declared' as const, at })),
    edges: [],
  }
  expect(await draw('mermaid', odd)).toContain('["x#35;y;z"]')
  expect(await draw('dot', odd)).toContain('"trailing\\\\"')
  // Structurizr takes a backslash before a quote for an escape, whatever stands before it.
  expect(await draw('c4', odd)).toContain('container "trailing/"')
})

it('draws many edges without labels, so that dot comes to an end', async () => {
  const many = Array.from({ length: 500 }, (_, index) => edge('cart', index % 2 ? 'end' : 'a.b', 'http', true))
  const text = await draw('dot', { ...graph, edges: many })
  expect(text).toContain('splines=line')
  expect(text).not.toContain('label=')
})

it('draws SVG with a place for everything', async () => {
  const text = await draw('svg')
  expect(text.match(/<g class="node /g)).toHaveLength(6)
  // The store that one service alone uses is in its box.
  expect(text.match(/<path class="edge /g)).toHaveLength(2)
  expect(text).toContain('class="node row database"')
  expect(text).toContain('data-node="say &quot;hi&quot; &lt;b&gt;"')
  expect(text).not.toMatch(/NaN|undefined/)
})

it('draws a page that marks what is forbidden, and that nothing in it can break', async () => {
  const text = await draw('html')
  expect(text).toContain('class="edge http undeclared forbidden"')
  expect(text.match(/<\/script>/g)).toHaveLength(2)
  expect(text).not.toMatch(/(?:src|href)=/)
})

it.each(Object.keys(drawers) as GraphFormat[])('draws an empty graph as %s', async (format) => {
  expect(await draw(format, { services: [], resources: [], edges: [] })).toMatch(/\n$/)
})

it('draws the picture of the documentation as it lies there', async () => {
  const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url))
  const { graph: bookshop } = await survey(diskRepository(join(folder, 'bookshop')))
  const drawn = await draw('svg', bookshop)
  expect(drawn, 'run scripts/pictures.mjs').toBe(readFileSync(join(folder, 'bookshop.svg'), 'utf8'))
})

it('marks what an error points at, besides what it is about', async () => {
  const store = { ...graph.resources[0], name: 'postgres://db:5432/shop', kind: 'database' as const }
  const shared = { ...at, line: 9 }
  const two: Graph = {
    ...graph,
    resources: [store],
    edges: ['cart', 'end'].map((from, index) => ({
      ...edge(from, store.name, 'database', false),
      evidence: [{ ...shared, column: index + 1, kind: 'env-set', confidence: 1 }],
    })),
  }
  const error = { ...finding, services: ['cart', 'end'], at: { ...shared, column: 1 } }
  const page = await drawers.html({
    graph: two,
    title: 'shop',
    findings: async () => [{ ...error, related: [{ ...shared, column: 2 }] }],
  })
  expect(page.match(/class="edge database forbidden"/g)).toHaveLength(2)
})

it('says of errors which are new and which the baseline knows', async () => {
  const known = { ...finding, message: 'k', known: true }
  const drawn = (findings: readonly PictureFinding[]): Promise<string> =>
    drawers.html({ graph, title: 'shop', findings: async () => findings })
  const after = await drawn([known, { ...known, services: ['end'] }])
  expect(after).toContain('3 dependencies · 0 new errors, 2 known')
  expect(after).toContain('<path class="edge http undeclared forbidden known"')
  expect(after).toContain('<g class="count known"')
  expect(after).toContain('a known error, which the baseline keeps')
  expect(after).not.toContain('>thick<')
  const both = await drawn([known, { ...finding, message: 'n' }])
  expect(both).toContain('3 dependencies · 1 new error, 1 known')
  expect(both).toContain('<path class="edge http undeclared forbidden" ')
  expect(both).toContain('<li>r <span class="note">1 new, 1 known</span></li>')
  expect(await drawn([])).toContain('3 dependencies · 0 errors')
})

it('tells of a circle where each waits for the next, as lint does', async () => {
  const back = (setting: string): Graph => {
    const answer = edge('end', 'cart', 'http', true)
    const detail = `${setting}=http://cart`
    return {
      ...graph,
      edges: [...graph.edges, { ...answer, evidence: [{ ...at, kind: 'address', confidence: 0.9, detail, setting }] }],
    }
  }
  expect(await draw('html', back('CART_URL'))).toContain('<h3>Circle, 2 calls</h3>')
  expect(await draw('html', back('OTEL_EXPORTER_OTLP_ENDPOINT'))).not.toContain('<h3>Circle')
})

it.each(['mermaid', 'dot', 'c4', 'svg', 'html'] as const)('lets no name command a terminal in %s', async (format) => {
  const name = 'cart\u001b]0;owned\u0007\nfake\u009b2J'
  const odd: Graph = { ...graph, services: [{ name, path: 'a', known: 'declared', at }], edges: [] }
  expect(await draw(format, odd)).not.toMatch(/(?![\t\n\r])\p{Cc}/u)
})
