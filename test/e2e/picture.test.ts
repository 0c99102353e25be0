import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, msvc, program, sh, writeFiles } from './shell.ts'

/** A browser that is on the machine; CI installs one. */
const browserFile = [
  process.env['MSVC_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file))

const compose = `services:
  gateway: { build: gateway, environment: { CHECKOUT_URL: "http://checkout:80", PRODUCTS_URL: "http://products:80" } }
  checkout: { build: checkout, environment: { PRODUCTS_URL: "http://products:80", DATABASE_URL: "postgres://u:hunter2@db/checkout" } }
  products: { build: products, environment: { CHECKOUT_URL: "http://checkout:80" } }
  db: { image: "postgres:17" }
`

describe.skipIf(browserFile === undefined)('the picture in a browser', () => {
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  const requests: string[] = []
  const nodes = (mark: string): Promise<string[]> =>
    page
      .locator(`.node:not(.row)${mark}`)
      .evaluateAll((all) => all.map((node) => node.getAttribute('data-node') ?? '').sort())

  beforeAll(async () => {
    const folder = emptyFolder({ keep: true })
    const code = Object.fromEntries(
      ['gateway', 'checkout', 'products'].flatMap((name) => [
        [`${name}/Dockerfile`, 'FROM python:3.13-slim\n'],
        [
          `${name}/main.py`,
          'import os\n\nfor name in ("CHECKOUT_URL", "PRODUCTS_URL", "DATABASE_URL"):\n    os.getenv(name)\n',
        ],
      ]),
    )
    writeFiles(folder, { 'compose.yaml': compose, ...code })
    const drawn = await msvc(folder, 'graph', '--format', 'html')
    expect(drawn, drawn.stderr).toMatchObject({ code: 0 })
    expect(drawn.stdout).not.toContain('hunter2')
    writeFiles(folder, { 'map.html': drawn.stdout })
    browser = await chromium.launch({ executablePath: browserFile ?? '', args: ['--no-sandbox'] })
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(pathToFileURL(join(folder, 'map.html')).href)
  })

  afterAll(() => browser.close())

  it('shows every service and what they use, and points out the circle', async () => {
    expect(await nodes('')).toEqual(['checkout', 'gateway', 'products'])
    expect(await page.locator('[data-node="checkout"] .row').getAttribute('data-node')).toBe('postgres://db/checkout')
    expect(await page.locator('#system').innerText()).toMatch(/Circle[\s\S]*checkout → products → checkout/)
    expect(await page.locator('.edge.forbidden').count()).toBeGreaterThan(0)
  })

  it('finds by search', async () => {
    await page.fill('#search', 'prod')
    expect(await page.locator('#status').innerText()).toBe('1 of 3 services')
    expect(await nodes(':not(.faded)')).toEqual(['products'])
    expect(await page.locator('#services li:visible').allInnerTexts()).toHaveLength(1)
    await page.fill('#search', '')
  })

  it('tells of a service what it uses, who uses it and why we know, with the mouse and with the keyboard', async () => {
    await page.click('[data-node="checkout"]')
    const panel = page.locator('#panel')
    expect(await panel.innerText()).toMatch(/Uses[\s\S]*products[\s\S]*compose\.yaml:3[\s\S]*Used by[\s\S]*gateway/)
    expect(await nodes(':not(.faded)')).toEqual(['checkout', 'gateway', 'products'])
    await page.keyboard.press('Escape')
    expect(await page.locator('#about').isHidden()).toBe(true)
    await page.focus('[data-node="gateway"]')
    await page.keyboard.press('Enter')
    expect(await page.locator('#about h2').innerText()).toBe('gateway')
    await page.keyboard.press('Escape')
  })

  it('leads through the services with the keyboard alone', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('gate')
    await page.keyboard.press('Enter')
    expect(await page.locator('#about h2').innerText()).toBe('gateway')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await page.locator('#about h2').innerText()).toMatch(/^(?:checkout|products)$/)
    await page.keyboard.press('Escape')
    await page.fill('#search', '')
    // One stop of the Tab key in the whole map.
    expect(await page.locator('svg.map [tabindex="0"]').count()).toBe(1)
  })

  it('shows a circle on the map', async () => {
    await page.click('.row.wrong button[data-trace]')
    expect(await page.locator('[data-edge].lit').count()).toBe(2)
    expect(await nodes(':not(.faded)')).toEqual(['checkout', 'products'])
    await page.keyboard.press('Escape')
  })

  it('hides a kind of edge', async () => {
    await page.uncheck('#kinds input[value="database"]')
    expect(await page.locator('.row.database:not(.gone)').count()).toBe(0)
    await page.uncheck('#kinds input[value="http"]')
    expect(await page.locator('[data-edge].http:not(.gone)').count()).toBe(0)
    await page.check('#kinds input[value="http"]')
    expect(await page.locator('[data-edge].http:not(.gone)').count()).toBe(4)
  })

  it('zooms with the wheel and the keys, and fits the whole again', async () => {
    const width = async () => (await page.locator('[data-node="gateway"] > .shape').boundingBox())?.width ?? 0
    const before = await width()
    await page.mouse.move(500, 400)
    await page.mouse.wheel(0, -200)
    await expect.poll(width).toBeGreaterThan(before * 1.1)
    await page.keyboard.press('0')
    await expect.poll(width).toBeCloseTo(before, 0)
  })

  it('is as wide as a telephone, too', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const { scrollWidth } = await page.evaluate<{ scrollWidth: number }>(
      '({ scrollWidth: document.documentElement.scrollWidth })',
    )
    expect(scrollWidth).toBe(390)
    await page.setViewportSize({ width: 1200, height: 800 })
  })

  it('goes to paper with what everybody uses, and comes back', async () => {
    const pdf = await page.pdf()
    expect(pdf.length).toBeGreaterThan(10_000)
    expect(await page.locator('svg.map').getAttribute('viewBox')).toBe(null)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#services .paper').first().isVisible()).toBe(true)
    expect(await page.locator('#search').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  it('complains of nothing, and asks nobody for anything', () => {
    expect(complaints).toEqual([])
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([])
  })
})

/** A catalog of systems, each with so many services, that call on in a row. */
function catalogOf(systems: number, services: number): string {
  const name = (index: number): string => `part-${index % systems}-service-${Math.floor(index / systems)}`
  return Array.from({ length: systems * services }, (_, index) => {
    const spec = `{ type: service, lifecycle: production, owner: team-${index % systems}, system: part-${index % systems}, dependsOn: [${[1, systems, 7 * systems + 3].map((step) => `component:${name((index + step) % (systems * services))}`).join(', ')}] }`
    return `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name(index)}, annotations: { msvc.dev/path: services/${name(index)} } }\nspec: ${spec}\n`
  }).join('---\n')
}

describe.skipIf(browserFile === undefined)('the picture of 500 services', () => {
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    const folder = emptyFolder({ keep: true })
    writeFiles(folder, {
      'msvc.yaml': 'version: 1\nname: large\ncatalog:\n  layout: single\n',
      'catalog-info.yaml': catalogOf(25, 20),
    })
    const drawn = await msvc(folder, 'graph', '--format', 'html')
    expect(drawn, drawn.stderr).toMatchObject({ code: 0 })
    writeFiles(folder, { 'map.html': drawn.stdout })
    browser = await chromium.launch({ executablePath: browserFile ?? '', args: ['--no-sandbox'] })
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(pathToFileURL(join(folder, 'map.html')).href)
  })

  afterAll(() => browser.close())

  it('shows its systems first, with one line for all calls from one to another', async () => {
    expect(await page.locator('.frame:visible').count()).toBe(25)
    expect(await page.locator('.node:visible').count()).toBe(0)
    expect(await page.locator('#labels .name').allTextContents()).toContain('part-7')
    expect(await page.locator('.trunk').count()).toBeGreaterThan(25)
  })

  it('opens a system on a click, and goes back to the whole', async () => {
    await page.click('.frame[data-frame="frame part-7"] > rect')
    await expect.poll(() => page.locator('[data-node="part-7-service-3"]').isVisible()).toBe(true)
    expect(await page.locator('svg.map').getAttribute('class')).not.toContain('is-far')
    await page.click('#fit')
    await expect.poll(() => page.locator('.node:visible').count()).toBe(0)
  })

  it('opens one with the keyboard, too', async () => {
    await page.locator('svg.map [tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.node:visible').count()).toBeGreaterThan(15)
    expect(await page.evaluate<string>("document.activeElement.getAttribute('data-node')")).toMatch(/^part-/)
    await page.keyboard.press('Escape')
  })

  it('jumps to what is looked for', async () => {
    await page.fill('#search', 'part-19-service-11')
    await page.press('#search', 'Enter')
    const box = await page.locator('[data-node="part-19-service-11"]').boundingBox()
    expect(box?.x).toBeGreaterThan(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(1100)
    expect(await page.locator('#about h2').innerText()).toBe('part-19-service-11')
    expect(complaints).toEqual([])
  })
})

it.skipIf(browserFile === undefined)('the picture says which errors the baseline knows', async () => {
  const folder = emptyFolder({ keep: true })
  const login = 'environment: { DATABASE_URL: "postgres://u:x@db/shop" }'
  writeFiles(folder, {
    'compose.yaml': `services:\n  cart: { build: cart, ${login} }\n  orders: { build: orders, ${login} }\n  db: { image: "postgres:17" }\n`,
    ...Object.fromEntries(
      ['cart', 'orders'].flatMap((name) => [
        [`${name}/Dockerfile`, 'FROM python:3.13-slim\nUSER 1000\n'],
        [`${name}/main.py`, 'import os\n\nos.getenv("DATABASE_URL")\n'],
      ]),
    ),
  })
  expect(await msvc(folder, 'init', '--yes', '--owner', 'team-shop')).toMatchObject({ code: 0 })
  writeFiles(folder, { 'map.html': (await msvc(folder, 'graph', '--format', 'html')).stdout })
  const browser = await chromium.launch({ executablePath: browserFile ?? '', args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(folder, 'map.html')).href)
    expect(await page.locator('.counts').innerText()).toMatch(/ 0 new errors, [1-9]\d* known$/)
    expect(await page.locator('.edge.forbidden.known').count()).toBe(2)
    expect(await page.locator('#legend').innerText()).toContain('a known error')
    await page.click('[data-node="cart"]')
    expect(await page.locator('#about').innerText()).toMatch(/error shared-database known/)
    expect(await page.locator('#about').innerText()).toMatch(/database, forbidden, known/)
  } finally {
    await browser.close()
  }
})

it.skipIf(browserFile === undefined)('the picture is drawn as pixels, too', async () => {
  const folder = emptyFolder()
  writeFiles(folder, { 'compose.yaml': compose })
  const { code, stderr } = await sh(folder, 'sh', '-c', `'${program('msvc')}' graph --format png > picture.png`)
  expect(code, stderr).toBe(0)
  const png = readFileSync(join(folder, 'picture.png'))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  // Width and height stand in the first chunk.
  expect(png.readUInt32BE(16)).toBeGreaterThan(200)
  expect(png.readUInt32BE(20)).toBeGreaterThan(100)
})
