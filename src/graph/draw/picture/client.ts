/**
 * What the page does when it is used: search, filters, selection, zoom. Plain script without a build; it reads the
 * element `data`, and the picture that was drawn when the file was made.
 */
export const client = `
const data = JSON.parse(document.getElementById('data').textContent)
const picture = document.querySelector('svg.map')
const panel = document.getElementById('panel')
const search = document.getElementById('search')
const status = document.getElementById('status')
const nodes = new Map([...picture.querySelectorAll('.node')].map((node) => [node.dataset.node, node]))
const lines = [...picture.querySelectorAll('.edge')]
const make = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), text === undefined ? {} : { textContent: text }, attributes)
let selected

function matches(name) {
  const words = search.value.trim().toLowerCase()
  const service = data.services[name]
  const team = document.getElementById('team').value
  const text = [name, service?.owner, service?.system, service?.language, service?.path].join(' ').toLowerCase()
  return text.includes(words) && (team === '' || service?.owner === team)
}

function refresh() {
  const kinds = new Set([...document.querySelectorAll('#kinds input:checked')].map((input) => input.value))
  const near = new Set(selected ? [selected] : [])
  for (const line of lines) {
    const edge = data.edges[line.dataset.edge]
    const isShown = kinds.has(edge.kind)
    line.classList.toggle('gone', !isShown)
    const isNear = isShown && (edge.from === selected || edge.to === selected)
    if (isNear) { near.add(edge.from); near.add(edge.to) }
    line.classList.toggle('far', selected !== undefined && !isNear)
  }
  let found = 0
  for (const [name, node] of nodes) {
    const isFound = matches(name)
    if (isFound && data.services[name]) found++
    node.classList.toggle('far', !isFound || (selected !== undefined && !near.has(name)))
    node.classList.toggle('selected', name === selected)
    node.setAttribute('aria-pressed', String(name === selected))
  }
  status.textContent = search.value || document.getElementById('team').value ? found + ' of ' + Object.keys(data.services).length + ' services' : ''
}

function list(title, items) {
  if (items.length === 0) return []
  const entries = make('ul')
  entries.append(...items.map((item) => { const entry = make('li'); entry.append(...[].concat(item)); return entry }))
  return [make('h3', title), entries]
}

function link(name) {
  const button = make('button', name, { type: 'button', className: 'link' })
  button.onclick = () => select(name, true)
  return button
}

function edgeItems(edges, end) {
  return edges.map((edge) => {
    const notes = [edge.kind, edge.declared ? '' : 'not declared', edge.forbidden ? 'forbidden' : ''].filter(Boolean).join(', ')
    const proofs = make('ul', undefined, { className: 'proofs' })
    proofs.append(...edge.evidence.map((proof) => make('li', proof.file + ':' + proof.line + (proof.detail ? '  ' + proof.detail : ''))))
    return [link(edge[end]), make('span', ' ' + notes), proofs]
  })
}

function select(name, isMoving) {
  selected = name === undefined || !nodes.has(name) ? undefined : name
  panel.hidden = selected === undefined
  panel.replaceChildren()
  if (selected !== undefined) {
    const service = data.services[selected]
    const close = make('button', '×', { type: 'button', className: 'close', ariaLabel: 'Close' })
    close.onclick = () => select(undefined)
    panel.append(close, make('h2', selected))
    const facts = service ? { Folder: service.path, Owner: service.owner, System: service.system, Language: service.language, 'In the catalog': service.known === 'declared' ? 'yes' : 'no' } : { Kind: data.resources[selected] }
    const table = make('dl')
    for (const [key, value] of Object.entries(facts)) if (value) table.append(make('dt', key), make('dd', value))
    panel.append(table)
    if (service) {
      const { afferent, efferent, instability, inCycle, inLongestChain } = service.coupling
      panel.append(make('p', afferent + ' use it, it uses ' + efferent + '; instability ' + instability.toFixed(2) + (inCycle ? '; in a circle' : '') + (inLongestChain ? '; in the longest chain' : '')))
      panel.append(...list('Findings', service.findings.map((finding) => [make('strong', finding.rule), make('span', ' ' + finding.message), make('div', finding.file + ':' + finding.line, { className: 'place' })])))
    }
    panel.append(...list('Uses', edgeItems(data.edges.filter((edge) => edge.from === selected), 'to')))
    panel.append(...list('Used by', edgeItems(data.edges.filter((edge) => edge.to === selected), 'from')))
    if (isMoving) { nodes.get(selected).focus({ preventScroll: true }); nodes.get(selected).scrollIntoView({ block: 'center', inline: 'center' }) }
  }
  history.replaceState(null, '', selected === undefined ? location.pathname + location.search : '#' + encodeURIComponent(selected))
  refresh()
}

const size = { width: picture.viewBox.baseVal.width, height: picture.viewBox.baseVal.height }
let scale = 1
function zoom(next) {
  scale = Math.min(4, Math.max(0.05, next))
  picture.setAttribute('width', size.width * scale)
  picture.setAttribute('height', size.height * scale)
}
const fit = () => {
  const place = document.getElementById('place')
  zoom(Math.max(0.35, Math.min(1.2, (place.clientWidth - 8) / size.width, (place.clientHeight - 8) / size.height)))
}
document.getElementById('in').onclick = () => zoom(scale * 1.25)
document.getElementById('out').onclick = () => zoom(scale / 1.25)
document.getElementById('fit').onclick = fit
document.getElementById('place').addEventListener('wheel', (event) => {
  if (!event.ctrlKey && !event.metaKey) return
  event.preventDefault()
  zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1))
}, { passive: false })

for (const [name, node] of nodes) {
  node.onclick = () => select(name === selected ? undefined : name)
  node.onkeydown = (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    select(name === selected ? undefined : name)
  }
}
search.oninput = refresh
search.onkeydown = (event) => {
  const first = [...nodes.keys()].find((name) => data.services[name] && matches(name))
  if (event.key === 'Enter' && first) select(first, true)
}
document.getElementById('team').onchange = refresh
for (const input of document.querySelectorAll('#kinds input')) input.onchange = refresh
for (const button of document.querySelectorAll('[data-select]')) button.onclick = () => select(button.dataset.select, true)
document.onkeydown = (event) => {
  const isTyping = event.target === search
  if (event.key === 'Escape') select(undefined)
  if (event.key === '/' && !isTyping) { event.preventDefault(); search.focus() }
  if (event.key === '+' && !isTyping) zoom(scale * 1.25)
  if (event.key === '-' && !isTyping) zoom(scale / 1.25)
  if (event.key === '0' && !isTyping) fit()
}
fit()
select(location.hash ? decodeURIComponent(location.hash.slice(1)) : undefined, true)
`
