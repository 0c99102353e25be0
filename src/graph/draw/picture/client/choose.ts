/** What is chosen, what is looked for, and what the panel tells of it. */
export const choose = `
const [panel, about, system, search, team, status] = ['panel', 'about', 'system', 'search', 'team', 'status'].map(byId)
const nodes = new Map([...scene.querySelectorAll('.node')].map((node) => [node.dataset.node, node]))
const frames = new Map([...scene.querySelectorAll('.frame')].map((frame) => [frame.dataset.frame, frame]))
const lines = [...scene.querySelectorAll('.edge')]
const trunks = [...scene.querySelectorAll('.trunk')]
const items = [...document.querySelectorAll('#services li')]
const make = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), text === undefined ? {} : { textContent: text }, attributes)
const frameOf = new Map(data.frames.flatMap(({ id, services }) => services.map((name) => [name, id])))
const between = new Set(data.trunks.flatMap(({ edges }) => edges))
for (const line of lines) line.classList.toggle('between', between.has(Number(line.dataset.edge)))
if (data.frames.length > 0) for (const [name, node] of nodes) {
  const isInside = data.frames.some(({ at: [x, y, width, height] }) => { const box = data.boxes[name]; return !box || (box[0] >= x && box[1] >= y && box[0] < x + width && box[1] < y + height) })
  node.classList.toggle('alone', !isInside)
}
const frameIds = new Set(frames.keys())
for (const trunk of trunks) { const { from, to } = data.trunks[trunk.dataset.trunk]; trunk.classList.toggle('minor', !frameIds.has(from) || !frameIds.has(to)) }
let selected
let trace
let pointed
let pointedFrame

const wordsOf = new Map(Object.entries(data.services).map(([name, { owner, system, language, path }]) => [name, [name, owner, system, language, path].join(' ').toLowerCase()]))
function matches(name) {
  const words = search.value.trim().toLowerCase()
  return (wordsOf.get(name) ?? name.toLowerCase()).includes(words) && (team.value === '' || data.services[name]?.owner === team.value)
}

function refresh() {
  const kinds = new Set([...document.querySelectorAll('#kinds input:checked')].map((input) => input.value))
  const isLooking = search.value.trim() !== '' || team.value !== ''
  const centre = selected ?? pointed
  const near = new Set(centre ? [centre] : [])
  const lit = []
  for (const line of lines) {
    const edge = data.edges[line.dataset.edge]
    const isShown = kinds.has(edge.kind)
    line.classList.toggle('gone', !isShown)
    const isNear = isShown && (trace ? trace.has(Number(line.dataset.edge)) : edge.from === centre || edge.to === centre)
    if (isNear) { near.add(edge.from); near.add(edge.to); lit.push(line) }
    line.classList.toggle('lit', isNear)
    line.classList.toggle('faded', (centre !== undefined || trace !== undefined) && !isNear)
  }
  for (const { from, to } of data.edges) if (centre && (from === centre || to === centre)) { near.add(from); near.add(to) }
  for (const [name, node] of nodes) if (node.classList.contains('row')) node.classList.toggle('gone', !kinds.has(data.edges.find(({ to }) => to === name).kind))
  /* What is asked for lies on top. */
  const first = scene.querySelector('.node')
  for (const line of lit) scene.insertBefore(line, first)
  let found = 0
  for (const [name, node] of nodes) {
    const isFound = matches(name)
    if (isFound && data.services[name]) found++
    /* A row fades with the box that it is in. */
    if (!node.classList.contains('row')) node.classList.toggle('faded', !isFound || ((centre !== undefined || trace !== undefined) && !near.has(name)))
    node.classList.toggle('selected', name === selected)
    node.setAttribute('aria-pressed', String(name === selected))
  }
  const isFrameNear = new Set([...near].map((name) => frameOf.get(name) ?? name))
  for (const { id, services } of data.frames) {
    const isFound = !isLooking || services.some(matches)
    frames.get(id).classList.toggle('faded', !isFound && picture.classList.contains('is-far'))
  }
  for (const trunk of trunks) {
    const { from, to } = data.trunks[trunk.dataset.trunk]
    const isLit = from === pointedFrame || to === pointedFrame
    trunk.classList.toggle('lit', pointedFrame !== undefined && isLit)
    const layer = byId(pointedFrame !== undefined && isLit ? 'over' : 'under')
    if (trunk.parentNode !== layer) layer.append(trunk)
    trunk.classList.toggle('faded', pointedFrame !== undefined ? !isLit : isLooking || (near.size > 0 && !(isFrameNear.has(from) && isFrameNear.has(to))))
  }
  for (const item of items) item.hidden = !matches(item.dataset.item)
  status.textContent = isLooking ? found + ' of ' + items.length + ' services' : ''
}

function list(title, entries) {
  if (entries.length === 0) return []
  const whole = make('ul')
  whole.append(...entries.map((entry) => { const item = make('li'); item.append(...[].concat(entry)); return item }))
  return [make('h3', title), whole]
}

function link(name) {
  const button = make('button', name, { type: 'button', className: 'link' })
  button.onclick = () => select(name, true)
  return button
}

function edgeEntries(edges, end) {
  return edges.map((edge) => {
    const notes = [edge.kind, edge.declared ? '' : 'not declared', edge.forbidden ? 'forbidden' : '', edge.forbidden === 'known' ? 'known' : ''].filter(Boolean).join(', ')
    const proofs = make('ul', undefined, { className: 'proofs' })
    proofs.append(...edge.evidence.map((proof) => make('li', proof.file + ':' + proof.line + (proof.detail ? '  ' + proof.detail : ''))))
    return [link(edge[end]), make('span', ' ' + notes, { className: 'note' }), proofs]
  })
}

function tell(name) {
  about.replaceChildren()
  const service = data.services[name]
  const close = make('button', '×', { type: 'button', className: 'close', ariaLabel: 'Close' })
  close.onclick = () => select(undefined)
  about.append(close, make('h2', name))
  const facts = service ? { Folder: service.path, Owner: service.owner, System: service.system, Language: service.language, 'Made with': service.madeWith, Health: service.health, 'In the catalog': service.known === 'declared' ? 'yes' : 'no' } : { Kind: data.resources[name] }
  const table = make('dl')
  for (const [key, value] of Object.entries(facts)) if (value) table.append(make('dt', key), make('dd', value))
  about.append(table)
  if (service) {
    const { afferent, efferent, instability, chain, inCycle, inLongestChain } = service.coupling
    const coupling = make('dl')
    for (const [key, value] of Object.entries({ 'Used by': afferent + (afferent === 1 ? ' service' : ' services'), Uses: efferent + (efferent === 1 ? ' service' : ' services'), Instability: instability.toFixed(2), 'Longest way on': chain + (chain === 1 ? ' call' : ' calls') })) coupling.append(make('dt', key), make('dd', value))
    about.append(make('h3', 'Coupling'), coupling)
    const marks = [inCycle ? 'It is in a circle.' : '', inLongestChain ? 'It is in the longest chain.' : ''].filter(Boolean).join(' ')
    if (marks) about.append(make('p', marks))
    about.append(...list('Deployed', service.deployed.map(({ what, where }) => [make('span', what), make('div', where, { className: 'place' })])))
    about.append(...list('Findings', service.findings.map((finding) => [make('span', finding.severity, { className: 'severity ' + finding.severity }), make('strong', ' ' + finding.rule), make('span', finding.known ? ' known' : '', { className: 'note' }), make('span', ' ' + finding.message), make('div', finding.file + ':' + finding.line, { className: 'place' })])))
  }
  about.append(...list('Uses', edgeEntries(data.edges.filter((edge) => edge.from === name), 'to')))
  about.append(...list('Used by', edgeEntries(data.edges.filter((edge) => edge.to === name), 'from')))
  panel.scrollTop = 0
}

const placeOf = (name) => data.boxes[name] ?? data.boxes[data.edges.find(({ to }) => to === name)?.from]
function select(name, isMoving) {
  selected = name === undefined || !nodes.has(name) ? undefined : name
  trace = undefined
  pointed = undefined
  for (const button of document.querySelectorAll('[data-trace]')) button.setAttribute('aria-pressed', 'false')
  about.hidden = selected === undefined
  system.hidden = selected !== undefined
  if (selected !== undefined) {
    tell(selected)
    aim(nodes.get(selected))
    if (isMoving) { show(placeOf(selected)); nodes.get(selected).focus({ preventScroll: true }) }
  }
  history.replaceState(null, '', selected === undefined ? location.pathname + location.search : '#' + encodeURIComponent(selected))
  refresh()
}

function enter(id) {
  const frame = data.frames.find((each) => each.id === id)
  isMoved = true
  fly(eyeFor(frame.at, 1.2, 24))
}
`
