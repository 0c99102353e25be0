/** The mouse, the keyboard, and the fields of the page. One tab stop for the whole map; arrow keys go on from there. */
export const use = `
const stops = [...nodes.values(), ...frames.values()]
for (const frame of frames.values()) { frame.setAttribute('role', 'button'); frame.setAttribute('tabindex', '-1') }
function aim(node) { for (const each of stops) if (each.tabIndex === 0) each.setAttribute('tabindex', '-1'); node.setAttribute('tabindex', '0') }

const isFar = () => picture.classList.contains('is-far')
const visible = () => (isFar() ? [...frames.values(), ...[...nodes.values()].filter((node) => node.classList.contains('alone'))] : [...nodes.values()])
/* When groups open or close, the Tab key goes on to what took the place of its stop. */
keepStop = () => {
  const stop = stops.find((each) => each.tabIndex === 0)
  const shown = visible()
  if (stop && shown.includes(stop)) return
  const instead = stop?.dataset.node ? frames.get(frameOf.get(stop.dataset.node)) : nodes.get(data.frames.find(({ id }) => id === stop?.dataset.frame)?.services[0])
  const next = shown.includes(instead) ? instead : shown[0]
  if (!next) return
  const isFocused = stop !== undefined && stop === document.activeElement
  aim(next)
  next.classList.remove('off')
  if (isFocused) next.focus({ preventScroll: true })
}
const centreOf = (node) => { const box = node.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 } }
/* The nearest in a direction; what lies to the side counts twice. */
function next(node, key) {
  const here = centreOf(node)
  let best
  for (const other of visible()) {
    if (other === node) continue
    const there = centreOf(other)
    const [x, y] = [there.x - here.x, there.y - here.y]
    const [ahead, aside] = key === 'ArrowRight' ? [x, y] : key === 'ArrowLeft' ? [-x, y] : key === 'ArrowDown' ? [y, x] : [-y, x]
    if (ahead <= 1) continue
    const cost = ahead + 2 * Math.abs(aside)
    if (best === undefined || cost < best.cost) best = { cost, other }
  }
  return best?.other
}
function reveal(node) {
  const [box, around] = [node.getBoundingClientRect(), place.getBoundingClientRect()]
  const x = box.left < around.left ? around.left - box.left + 40 : box.right > around.right ? around.right - box.right - 40 : 0
  const y = box.top < around.top ? around.top - box.top + 40 : box.bottom > around.bottom ? around.bottom - box.bottom - 40 : 0
  if (x !== 0 || y !== 0) pan(x, y)
}

const press = (node) => (node.dataset.frame ? enter(node.dataset.frame) : select(node.dataset.node === selected ? undefined : node.dataset.node))
picture.addEventListener('click', (event) => {
  if (dragged > 4) return
  const node = event.target.closest('.node') ?? (isFar() ? event.target.closest('.frame') : null)
  if (node) press(node)
  else if (selected !== undefined || trace) select(undefined)
})
picture.addEventListener('dblclick', (event) => { if (!event.target.closest('.node')) zoom(1.8, at(event)) })
picture.addEventListener('keydown', (event) => {
  const node = event.target.closest('.node,.frame')
  if (!node) return
  if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); press(node) }
  if (event.key.startsWith('Arrow') && !event.shiftKey) {
    event.preventDefault()
    const other = next(node, event.key)
    if (other) { aim(other); other.focus({ preventScroll: true }); reveal(other) }
  }
})
picture.addEventListener('focusin', (event) => { const node = event.target.closest('.node,.frame'); if (node?.matches(':focus-visible')) { aim(node); point(node) } })
picture.addEventListener('focusout', () => point(undefined))
picture.addEventListener('pointerover', (event) => { if (event.pointerType === 'mouse' && fingers.size === 0) point(event.target.closest('.node') ?? (isFar() ? event.target.closest('.frame') : undefined) ?? undefined) })
picture.addEventListener('pointerleave', () => point(undefined))
let waiting
/* What the mouse only passes over does not flicker. */
function point(node) {
  const [name, frame] = [node?.dataset.node, node?.dataset.frame]
  if (name === pointed && frame === pointedFrame) return
  pointed = name
  pointedFrame = frame
  clearTimeout(waiting)
  waiting = setTimeout(() => { if (selected === undefined && !trace) refresh() }, 60)
}

search.oninput = refresh
search.onkeydown = (event) => {
  if (event.key !== 'Enter') return
  const words = search.value.trim().toLowerCase()
  const found = items.map((item) => item.dataset.item).filter(matches)
  const best = found.find((name) => name.toLowerCase() === words) ?? found.find((name) => name.toLowerCase().startsWith(words)) ?? found[0]
  if (best) select(best, true)
}
team.onchange = refresh
for (const input of document.querySelectorAll('#kinds input')) input.onchange = refresh
for (const button of document.querySelectorAll('[data-select]')) button.onclick = () => select(button.dataset.select, true)
for (const button of document.querySelectorAll('[data-trace]')) button.onclick = () => {
  const isOn = button.getAttribute('aria-pressed') === 'true'
  select(undefined)
  if (isOn) return
  button.setAttribute('aria-pressed', 'true')
  trace = new Set(button.dataset.trace.split(' ').map(Number))
  const boxes = [...trace].flatMap((index) => [data.edges[index].from, data.edges[index].to]).map(placeOf)
  const [left, top] = [Math.min(...boxes.map(([x]) => x)), Math.min(...boxes.map(([, y]) => y))]
  const [right, bottom] = [Math.max(...boxes.map(([x, , width]) => x + width)), Math.max(...boxes.map(([, y, , height]) => y + height))]
  isMoved = true
  const there = eyeFor([left, top, right - left, bottom - top], 1.2, 40)
  fly({ ...there, ...(there.k < opens() && data.frames.length > 0 ? { k: opens(), x: room().width / 2 - ((left + right) / 2) * opens(), y: room().height / 2 - ((top + bottom) / 2) * opens() } : {}) })
  refresh()
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const isTyping = event.target.matches('input[type=search],select')
  if (event.key === 'Escape') {
    if (isTyping && search.value !== '') { search.value = ''; refresh() }
    else if (selected !== undefined || trace) select(undefined)
    else fit()
  }
  if (isTyping) return
  if (event.key === '/') { event.preventDefault(); search.focus(); search.select() }
  if (event.key === '+' || event.key === '=') zoom(1.3)
  if (event.key === '-') zoom(1 / 1.3)
  if (event.key === '0') fit()
  const by = { ArrowLeft: [90, 0], ArrowRight: [-90, 0], ArrowUp: [0, 90], ArrowDown: [0, -90] }[event.key]
  if (by && event.shiftKey) { event.preventDefault(); pan(...by) }
})

fit(true)
const firstStop = visible()[0]
if (firstStop) aim(firstStop)
select(location.hash ? decodeURIComponent(location.hash.slice(1)) : undefined, true)
`
