import { longestChain, synchronousKinds } from '../../chains.ts'
import type { Comparison } from '../../compare.ts'
import { couplingOf } from '../../coupling.ts'
import { findCycles } from '../../cycles.ts'
import type { Graph } from '../../graph.ts'
import { client } from './client.ts'
import { escaped, scriptJson } from './escaped.ts'
import { layOut } from './layout.ts'
import { pageStyle } from './page-style.ts'
import { pictureStyle } from './style.ts'
import { svgBody } from './svg.ts'

/** What a rule says of services, as the page shows it. */
export interface PictureFinding {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly services: readonly string[]
  readonly at: { readonly file: string; readonly line: number }
}

/** One page that needs nothing else: the map, laid out already, and what is known of each service. */
export function drawHtml(
  graph: Graph,
  findings: readonly PictureFinding[],
  title: string,
  comparison?: Comparison,
): string {
  const forbidden = forbiddenEdges(findings)
  const plan = layOut(graph)
  const { width, height } = plan
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}: services</title>
<style>${pictureStyle}${pageStyle}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p class="count">${graph.services.length} services, ${graph.edges.length} dependencies, ${counted(findings)}</p>
<div class="tools">
<label>Search <input id="search" type="search" placeholder="name, team, language" autocomplete="off"></label>
<label>Team <select id="team"><option value="">all</option>${teamsOf(graph)
    .map((team) => `<option>${escaped(team)}</option>`)
    .join('')}</select></label>
<fieldset id="kinds"><legend>Show</legend>${kindsOf(graph)
    .map((kind) => `<label class="kind ${kind}"><input type="checkbox" value="${kind}" checked> ${kind}</label>`)
    .join('')}</fieldset>
<span class="zoom"><button id="out" type="button" aria-label="Zoom out">−</button><button id="fit" type="button">Fit</button><button id="in" type="button" aria-label="Zoom in">+</button></span>
<span id="status" role="status"></span>
</div>
${comparison ? changeLegend : ''}${notes(graph)}
<p class="legend"><span class="dashed">dashed</span>: not declared in the catalog. <span class="bad">thick</span>: a rule has an error about it. Keys: <kbd>/</kbd> search, <kbd>Tab</kbd> and <kbd>Enter</kbd> choose, <kbd>Esc</kbd> leave, <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd> zoom.</p>
</header>
<main>
<div id="place"><svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="group" aria-label="Services and their dependencies">
${svgBody(graph, plan, { forbidden, comparison })}
</svg></div>
<aside id="panel" aria-live="polite" hidden></aside>
</main>
<script type="application/json" id="data">${scriptJson(dataOf(graph, findings, forbidden))}</script>
<script>${client}</script>
</body>
</html>
`
}

const changeLegend =
  '<p class="legend">Only what a change touches: <span class="added">added</span>, <span class="removed">removed</span>.</p>'

/** Edges between the two services that an error is about. */
function forbiddenEdges(findings: readonly PictureFinding[]): Set<string> {
  return new Set(
    findings.flatMap(({ severity, services: [from, to] }) =>
      severity === 'error' && from && to ? [`${from} ${to}`] : [],
    ),
  )
}

function dataOf(graph: Graph, findings: readonly PictureFinding[], forbidden: ReadonlySet<string>) {
  const coupling = couplingOf(graph)
  const services = graph.services.map(({ name, path, owner, system, language, known }) => {
    const about = findings
      .filter((finding) => finding.services.includes(name))
      .map(({ rule, message, at: { file, line } }) => ({ rule, message, file, line }))
    return [name, { path, owner, system, language, known, coupling: coupling.get(name), findings: about }] as const
  })
  return {
    services: Object.fromEntries(services),
    resources: Object.fromEntries(graph.resources.map(({ name, kind }) => [name, kind])),
    edges: graph.edges.map(({ from, to, kind, declared, evidence }) => ({
      from,
      to,
      kind,
      declared: declared || !services.some(([name]) => name === to),
      forbidden: forbidden.has(`${from} ${to}`),
      evidence: evidence.slice(0, 5).map(({ file, line, detail }) => ({ file, line, detail })),
    })),
  }
}

/** Circles, and the longest row that a request passes through. */
function notes(graph: Graph): string {
  const chain = longestChain(graph)
  const row = [chain[0]?.from, ...chain.map(({ to }) => to)].filter((name) => name !== undefined)
  const circles = findCycles(graph, synchronousKinds).map((circle) => [
    ...circle.map(({ from }) => from),
    circle[0]?.from ?? '',
  ])
  const lines = [
    ...circles.map((names) => `<p class="bad">Circle: ${links(names)}</p>`),
    ...(row.length > 2 ? [`<p>Longest chain: ${links(row)}</p>`] : []),
  ]
  return lines.join('\n')
}

const links = (names: readonly string[]): string =>
  names
    .map((name) => `<button type="button" class="link" data-select="${escaped(name)}">${escaped(name)}</button>`)
    .join(' → ')

const kindsOf = (graph: Graph): string[] => [...new Set(graph.edges.map(({ kind }) => kind))].sort()

const teamsOf = ({ services }: Graph): string[] =>
  [...new Set(services.flatMap(({ owner }) => (owner === undefined ? [] : [owner])))].sort()

function counted(findings: readonly PictureFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return `${errors} ${errors === 1 ? 'error' : 'errors'}`
}
