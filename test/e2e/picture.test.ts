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
    page.locator(`.node${mark}`).evaluateAll((all) => all.map((node) => node.getAttribute('data-node') ?? '').sort())

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
    expect(await nodes('')).toEqual(['checkout', 'gateway', 'postgres://db/checkout', 'products'])
    expect(await page.locator('header').innerText()).toContain('Circle: checkout → products → checkout')
    expect(await page.locator('.edge.forbidden').count()).toBeGreaterThan(0)
  })

  it('finds by search', async () => {
    await page.fill('#search', 'prod')
    expect(await page.locator('#status').innerText()).toBe('1 of 3 services')
    expect(await nodes(':not(.far)')).toEqual(['products'])
    await page.fill('#search', '')
  })

  it('tells of a service what it uses, who uses it and why we know, with the mouse and with the keyboard', async () => {
    await page.click('[data-node="checkout"]')
    const panel = page.locator('#panel')
    expect(await panel.innerText()).toMatch(/Uses[\s\S]*products[\s\S]*compose\.yaml:3[\s\S]*Used by[\s\S]*gateway/)
    expect(await nodes(':not(.far)')).toEqual(['checkout', 'gateway', 'postgres://db/checkout', 'products'])
    await page.keyboard.press('Escape')
    expect(await panel.isHidden()).toBe(true)
    await page.focus('[data-node="gateway"]')
    await page.keyboard.press('Enter')
    expect(await panel.locator('h2').innerText()).toBe('gateway')
    await page.keyboard.press('Escape')
  })

  it('hides a kind of edge', async () => {
    await page.uncheck('#kinds input[value="database"]')
    expect(await page.locator('.edge.database:not(.gone)').count()).toBe(0)
    expect(await page.locator('.edge.http:not(.gone)').count()).toBe(4)
  })

  it('complains of nothing, and asks nobody for anything', () => {
    expect(complaints).toEqual([])
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([])
  })
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
