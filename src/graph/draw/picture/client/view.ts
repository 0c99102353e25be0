/**
 * Where one looks at the map from: zoom with the wheel, two fingers or keys, pan by dragging, fly to what is chosen.
 * Below a certain scale groups are drawn closed.
 */
export const view = `
const data = JSON.parse(document.getElementById('data').textContent)
const byId = (id) => document.getElementById(id)
const picture = document.querySelector('svg.map')
const [place, scene, labels, overview] = ['place', 'scene', 'labels', 'overview'].map(byId)
const svg = (tag, attributes = {}, text) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  if (text !== undefined) element.textContent = text
  return element
}
const isCalm = matchMedia('(prefers-reduced-motion: reduce)')
/* Set once there is something to stop at. */
let keepStop = () => {}
let eye = { x: 0, y: 0, k: 1 }
let isMoved = false
let flight = 0

/* The legend lies below. */
const room = () => ({ width: place.clientWidth || 1, height: Math.max(1, place.clientHeight - byId('legend').offsetHeight) })
const whole = [0, 0, data.width, data.height]
function eyeFor([x, y, width, height], most, edge = 12) {
  const size = room()
  const k = Math.min(most, (size.width - 2 * edge) / width, (size.height - 2 * edge) / height)
  return { k, x: (size.width - width * k) / 2 - x * k, y: (size.height - height * k) / 2 - y * k }
}
/* Names are readable from here on; a group that is chosen is always open, however large it is. */
const opens = () => Math.min(0.5, ...data.frames.map(({ at }) => eyeFor(at, 9).k * 0.99))
const least = () => Math.min(0.3, eyeFor(whole, 1).k * 0.7)

function look(next) {
  eye = next
  scene.setAttribute('transform', 'translate(' + eye.x.toFixed(2) + ' ' + eye.y.toFixed(2) + ') scale(' + eye.k.toFixed(5) + ')')
  const isFar = data.frames.length > 0 && eye.k < opens()
  const isChanged = picture.classList.contains('is-far') !== isFar
  picture.classList.toggle('is-far', isFar)
  if (isFar) placeLabels()
  else cull()
  if (isChanged) keepStop()
  const size = room()
  overview.toggleAttribute('hidden', size.width < 600 || (data.width * eye.k <= size.width * 1.15 && data.height * eye.k <= size.height * 1.15))
  for (const [name, value] of Object.entries({ x: -eye.x / eye.k, y: -eye.y / eye.k, width: size.width / eye.k, height: size.height / eye.k })) seen.setAttribute(name, value)
}

/* What lies outside of the window is not drawn: a thousand lines are too many to move at once. */
let drawn
function cull() {
  drawn ??= [...scene.querySelectorAll(':scope > .node, :scope > .edge')].map((element) => {
    const numbers = element.dataset.edge ? element.getAttribute('d').match(/-?[\\d.]+/g).map(Number) : undefined
    const [x, y, width, height] = data.boxes[element.dataset.node] ?? []
    const [xs, ys] = numbers ? [numbers.filter((_, index) => index % 2 === 0), numbers.filter((_, index) => index % 2 === 1)] : [[x, x + width], [y, y + height]]
    return { element, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), isOff: false }
  })
  const size = room()
  const [left, top] = [(-eye.x - 150) / eye.k, (-eye.y - 150) / eye.k]
  const [right, bottom] = [left + (size.width + 300) / eye.k, top + (size.height + 450) / eye.k]
  for (const each of drawn) {
    const isOff = each.right < left || each.left > right || each.bottom < top || each.top > bottom
    if (isOff !== each.isOff) { each.element.classList.toggle('off', isOff); each.isOff = isOff }
  }
}

function fly(next, isSudden = isCalm.matches) {
  cancelAnimationFrame(flight)
  if (isSudden) return look(next)
  const [from, start] = [eye, performance.now()]
  const step = (now) => {
    const t = Math.min(1, (now - start) / 280)
    const e = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t)
    /* The scale grows evenly, and what lies in the middle goes straight. */
    const k = from.k * (next.k / from.k) ** e
    const f = next.k === from.k ? e : (k - from.k) / (next.k - from.k)
    look({ k, x: from.x + (next.x - from.x) * f, y: from.y + (next.y - from.y) * f })
    if (t < 1) flight = requestAnimationFrame(step)
  }
  flight = requestAnimationFrame(step)
}

function zoom(by, at) {
  cancelAnimationFrame(flight)
  isMoved = true
  const size = room()
  const { x, y } = at ?? { x: size.width / 2, y: size.height / 2 }
  const k = Math.min(3, Math.max(least(), eye.k * by))
  look({ k, x: x - ((x - eye.x) * k) / eye.k, y: y - ((y - eye.y) * k) / eye.k })
}
function pan(x, y) { isMoved = true; look({ ...eye, x: eye.x + x, y: eye.y + y }) }
function fit(isSudden) {
  isMoved = false
  const next = eyeFor(whole, 1.2)
  /* On a small screen a whole that nobody can read is worth less than a part. */
  if (data.frames.length === 0 && room().width < 600 && next.k < 0.45) fly({ k: 0.45, x: 0, y: 0 }, isSudden)
  else fly(next, isSudden)
}
/* Shows a box, and its frame where that is possible. */
function show([x, y, width, height]) {
  const size = room()
  const k = Math.max(eye.k, Math.max(0.75, opens()))
  const [left, top] = [eye.x + x * eye.k, eye.y + y * eye.k]
  const isSeen = left > 0 && top > 0 && left + width * eye.k < size.width && top + height * eye.k < size.height
  if (isSeen && eye.k >= Math.max(0.45, opens())) return
  isMoved = true
  fly({ k, x: size.width / 2 - (x + width / 2) * k, y: size.height / 2 - (y + height / 2) * k })
}

/* Labels that keep their size, over closed groups and what belongs to none. */
const inFrames = new Set(data.frames.flatMap(({ services }) => services))
const closed = [
  ...data.frames.map(({ id, title, services, at }) => {
    const errors = services.flatMap((name) => data.services[name].findings.filter(({ severity }) => severity === 'error'))
    const fresh = errors.filter(({ known }) => !known).length
    const lines = [['name', title], ['about', services.length + (services.length === 1 ? ' service' : ' services')]]
    if (errors.length > 0) lines.push(['about wrong', fresh + (fresh < errors.length ? ' new' : '') + (fresh === 1 ? ' error' : ' errors') + (fresh < errors.length ? ', ' + (errors.length - fresh) + ' known' : '')])
    return { id, at, lines }
  }),
].map((label) => ({ ...label, texts: label.lines.map(([mark, text]) => labels.appendChild(svg('text', { class: mark }, text))) }))
function placeLabels() {
  for (const { at: [x, y, width, height], texts, lines } of closed) {
    const [w, h] = [width * eye.k, height * eye.k]
    const count = Math.max(1, Math.min(texts.length, Math.floor(h / 17)))
    const letters = Math.max(4, Math.floor((w - 6) / 7.4))
    for (const [index, text] of texts.entries()) {
      text.style.display = index < count ? '' : 'none'
      text.textContent = lines[index][1].length > letters ? lines[index][1].slice(0, letters - 1) + '…' : lines[index][1]
      text.setAttribute('x', (eye.x + x * eye.k + w / 2).toFixed(1))
      text.setAttribute('y', (eye.y + y * eye.k + h / 2 + 5 + (index - (count - 1) / 2) * 17).toFixed(1))
    }
  }
}

const small = 170 / Math.max(data.width, data.height * 1.4)
overview.setAttribute('viewBox', '0 0 ' + data.width + ' ' + data.height)
overview.setAttribute('width', data.width * small)
overview.setAttribute('height', data.height * small)
for (const [x, y, width, height] of data.frames.length > 0 ? data.frames.map(({ at }) => at) : Object.values(data.boxes)) overview.append(svg('rect', { x, y, width, height }))
const seen = overview.appendChild(svg('rect', { class: 'seen' }))
function jump(event) {
  const box = overview.getBoundingClientRect()
  const size = room()
  isMoved = true
  look({ ...eye, x: size.width / 2 - ((event.clientX - box.left) / small) * eye.k, y: size.height / 2 - ((event.clientY - box.top) / small) * eye.k })
}
overview.onpointerdown = (event) => { overview.setPointerCapture(event.pointerId); jump(event) }
overview.onpointermove = (event) => { if (event.buttons > 0) jump(event) }

/* One finger or the mouse drags, two fingers zoom. */
const fingers = new Map()
let dragged = 0
const at = (event) => { const box = place.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top } }
picture.onpointerdown = (event) => { if (event.button === 0) { if (fingers.size === 0) dragged = 0; fingers.set(event.pointerId, at(event)) } }
picture.onpointermove = (event) => {
  const before = fingers.get(event.pointerId)
  if (!before) return
  const now = at(event)
  const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
  dragged += Math.hypot(now.x - before.x, now.y - before.y)
  if (dragged > 4 && !picture.hasPointerCapture(event.pointerId)) { picture.setPointerCapture(event.pointerId); picture.classList.add('is-dragged') }
  if (dragged > 4) {
    cancelAnimationFrame(flight)
    if (others.length === 0) pan(now.x - before.x, now.y - before.y)
    else {
      const [other] = others
      zoom(Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
      pan((now.x - before.x) / 2, (now.y - before.y) / 2)
    }
  }
  fingers.set(event.pointerId, now)
}
picture.onpointerup = picture.onpointercancel = (event) => { fingers.delete(event.pointerId); picture.classList.remove('is-dragged') }
place.addEventListener('wheel', (event) => {
  if (event.target.closest('#legend')) return
  event.preventDefault()
  if (event.shiftKey) return pan(-(event.deltaX || event.deltaY), 0)
  const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 200 : 1)
  zoom(Math.exp(-Math.max(-120, Math.min(120, pixels)) * (event.ctrlKey ? 0.01 : 0.002)), at(event))
}, { passive: false })
byId('in').onclick = () => zoom(1.3)
byId('out').onclick = () => zoom(1 / 1.3)
byId('fit').onclick = () => fit()
new ResizeObserver(() => {
  place.style.setProperty('--legend', byId('legend').offsetHeight + 'px')
  if (isMoved) look(eye)
  else fit(true)
}).observe(place)

/* Paper has no window to look through: all of it is drawn, as large as the page is wide. */
let onScreen
addEventListener('beforeprint', () => {
  onScreen = eye
  const k = Math.min(1, 1040 / data.width)
  look({ x: 0, y: 0, k })
  for (const each of drawn ?? []) { each.element.classList.remove('off'); each.isOff = false }
  picture.setAttribute('viewBox', '0 0 ' + data.width * k + ' ' + data.height * k)
})
addEventListener('afterprint', () => { picture.removeAttribute('viewBox'); if (onScreen) look(onScreen) })
`
