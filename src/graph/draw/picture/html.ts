import { isUndeclaredCall } from '../../calls.ts'
import type { Comparison } from '../../compare.ts'
import type { Graph, Service } from '../../graph.ts'
import { counted } from '../counted.ts'
import { client } from './client/index.ts'
import { escaped, scriptJson } from './escaped.ts'
import { sampleOf } from './heads.ts'
import {
  countErrors,
  documentOf,
  type ErrorCount,
  errorsByService,
  forbiddenEdges,
  type PageData,
  type PictureFinding,
  pageDataOf,
  type Row,
  type Standing,
  tellErrors,
} from './page-data.ts'
import { pageStyle } from './page-style.ts'
import { pictureStyle } from './style.ts'
import { pictureOf } from './svg.ts'

/** One page that needs nothing else: the map, laid out already, and what is known of each service. */
export function drawHtml(
  graph: Graph,
  findings: readonly PictureFinding[],
  title: string,
  comparison?: Comparison,
): string {
  const forbidden = forbiddenEdges(graph, findings)
  const errors = errorsByService(findings)
  const { plan, body } = pictureOf(graph, { forbidden, errors, comparison })
  const data = pageDataOf(graph)
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
<p class="counts">${countsOf(graph, findings)}</p>
<label class="search"><span class="unseen">Search</span><input id="search" type="search" placeholder="Search: name, team, language" autocomplete="off" spellcheck="false" aria-describedby="status"><kbd aria-hidden="true">/</kbd></label>
<span id="status" role="status"></span>
${choices('team', 'Team', teamsOf(graph))}
</header>
<main>
<div id="place">
<svg class="map${plan.frames.length > 8 ? ' is-far' : ''}" xmlns="http://www.w3.org/2000/svg" role="group" aria-label="Services and their dependencies. Arrow keys move between services, Enter chooses one." tabindex="-1"><g id="scene">
${body}
</g><g id="labels"></g></svg>
${graph.services.length === 0 ? '<p class="nothing">No service was found here.</p>' : ''}
${legend(graph, forbidden, comparison)}
<div class="zoom" role="group" aria-label="Zoom"><button id="in" type="button" aria-label="Zoom in" title="Zoom in (+)">+</button><button id="out" type="button" aria-label="Zoom out" title="Zoom out (-)">−</button><button id="fit" type="button" title="The whole map (0)">Fit</button></div>
<svg id="overview" aria-hidden="true" hidden></svg>
</div>
<aside id="panel" aria-label="Details">
<section id="about" aria-live="polite" hidden></section>
<section id="system">
${standsOut(data, findings)}
<h2>Services</h2>
<ul id="services">
${graph.services.map((service) => serviceItem(service, graph, errors.get(service.name))).join('\n')}
</ul>
</section>
</aside>
</main>
<script type="application/json" id="data">${scriptJson(documentOf(graph, plan, { ...data, findings, forbidden }))}</script>
<script>${client}</script>
</body>
</html>
`
}

function countsOf({ services, edges }: Graph, findings: readonly PictureFinding[]): string {
  const errors = countErrors(findings, () => ['all']).get('all') ?? { fresh: 0, known: 0 }
  return `${counted(services.length, 'service')} · ${counted(edges.length, 'dependency', 'dependencies')} · ${tellErrors(errors)}`
}

/** A choice among all; where there is nothing to choose, nothing. */
function choices(id: string, label: string, values: readonly string[]): string {
  const options = values.map((value) => `<option>${escaped(value)}</option>`).join('')
  const isHidden = values.length < 2 ? ' hidden' : ''
  return `<label${isHidden}>${label} <select id="${id}"><option value="">all</option>${options}</select></label>`
}

/** What lines mean; each kind can be taken away. */
function legend(graph: Graph, forbidden: ReadonlyMap<string, Standing>, comparison: Comparison | undefined): string {
  const kinds = [...new Set(graph.edges.map(({ kind }) => kind))].sort()
  const boxes = kinds.map(
    (kind) => `<label><input type="checkbox" value="${kind}" checked>${sampleOf(kind)} ${kind}</label>`,
  )
  const has = (standing: Standing): boolean =>
    graph.edges.some(({ from, to }) => forbidden.get(`${from} ${to}`) === standing)
  const notes = [
    ...(graph.edges.some(isUndeclaredCall) ? ['<span class="dashed">dashed</span> not in the catalog'] : []),
    ...(has('new') ? ['<span class="thick">thick</span> a rule has an error about it'] : []),
    ...(has('known') ? ['<span class="thick known">red</span> a known error, which the baseline keeps'] : []),
    ...(comparison
      ? ['only what a change <span class="added">adds</span> or <span class="removed">removes</span>']
      : []),
  ]
  return `<div id="legend">
<fieldset id="kinds"><legend class="unseen">Kinds of dependency to show</legend>${boxes.join('')}</fieldset>
${notes.map((note) => `<p>${note}</p>`).join('')}
<p class="keys"><kbd>/</kbd> search <kbd>←↑→↓</kbd> move <kbd>Enter</kbd> choose <kbd>Esc</kbd> back <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> zoom</p>
</div>`
}

/** Circles, the longest row that a request passes through, and what is used most. */
function standsOut({ circles, chain, coupling }: PageData, findings: readonly PictureFinding[]): string {
  const rows = [
    ...circles.map((circle) => rowItem('Circle', circle, true)),
    ...(chain.edges.length > 1 ? [rowItem('Longest chain', chain, false)] : []),
  ]
  const used = [...coupling]
    .map(([name, { afferent }]) => ({ name, afferent }))
    .filter(({ afferent }) => afferent > 1)
    .sort((a, b) => b.afferent - a.afferent || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name, afferent }) => `<li>${link(name)} <span class="note">by ${afferent}</span></li>`)
  const errors = [...countErrors(findings, ({ rule }) => [rule])]
    .map(([rule, count]) => ({ rule, count, all: count.fresh + count.known }))
    .sort((a, b) => b.count.fresh - a.count.fresh || b.all - a.all || (a.rule < b.rule ? -1 : 1))
    .map(({ rule, count }) => `<li>${escaped(rule)} <span class="note">${shortly(count)}</span></li>`)
  return [
    ...(rows.length > 0 ? [`<h2>What stands out</h2>${rows.join('')}`] : []),
    ...(used.length > 0 ? [`<h3>Most used</h3><ul class="plain">${used.join('')}</ul>`] : []),
    ...(errors.length > 0 ? [`<h3>Errors by rule</h3><ul class="plain">${errors.join('')}</ul>`] : []),
  ].join('\n')
}

/** `3`; where the baseline keeps some, `1 new, 2 known`, or `2 known`. */
const shortly = ({ fresh, known }: ErrorCount): string => {
  if (known === 0) return `${fresh}`
  return fresh > 0 ? `${fresh} new, ${known} known` : `${known} known`
}

/** A long row is told by its ends; the map shows the rest. */
function rowItem(title: string, { names, edges }: Row, isBad: boolean): string {
  const shown =
    names.length > 12 ? [...names.slice(0, 6).map(link), '…', ...names.slice(-4).map(link)] : names.map(link)
  return `<div class="row${isBad ? ' wrong' : ''}"><h3>${title}, ${counted(edges.length, 'call')}</h3><p>${shown.join(' → ')}</p><button type="button" data-trace="${edges.join(' ')}" aria-pressed="false">Show on the map</button></div>`
}

const link = (name: string): string =>
  `<button type="button" class="link" data-select="${escaped(name)}">${escaped(name)}</button>`

/** A service in the list; on paper with what it uses, since nobody can click there. */
function serviceItem({ name, owner, language }: Service, { edges }: Graph, errors: ErrorCount | undefined): string {
  const about = [language, owner].filter((word) => word !== undefined).map(escaped)
  const uses = [...new Set(edges.filter(({ from }) => from === name).map(({ to }) => to))]
  const usedBy = [...new Set(edges.filter(({ to }) => to === name).map(({ from }) => from))]
  const onPaper = [
    ...(uses.length > 0 ? [`uses ${uses.map(escaped).join(', ')}`] : []),
    ...(usedBy.length > 0 ? [`used by ${usedBy.map(escaped).join(', ')}`] : []),
  ]
  const wrong = errors
    ? ` <span class="errors${errors.fresh === 0 ? ' known' : ''}">${errors.known > 0 ? shortly(errors) : tellErrors(errors)}</span>`
    : ''
  return `<li data-item="${escaped(name)}">${link(name)} <span class="note">${about.join(' · ')}</span>${wrong}<span class="paper">${onPaper.join('; ')}</span></li>`
}

const teamsOf = ({ services }: Graph): string[] =>
  [...new Set(services.flatMap(({ owner }) => (owner === undefined ? [] : [owner])))].sort()
