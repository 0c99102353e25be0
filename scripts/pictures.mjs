/**
 * Draws the pictures of the documentation, from the system in `docs/pictures/bookshop`, with the program as it was built:
 * `npm run build && node scripts/pictures.mjs`. The page is photographed by the Chromium at MSVC_CHROMIUM or in /usr/bin.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const pictures = join(root, 'docs/pictures')
const draw = (format) =>
  execFileSync(process.execPath, [
    join(root, 'bin/msvc.js'),
    ...['graph', '--format', format, '--no-cache', '--cwd', join(pictures, 'bookshop')],
  ])

writeFileSync(join(pictures, 'bookshop.svg'), draw('svg'))
const folder = mkdtempSync(join(tmpdir(), 'msvc-pictures-'))
const browser = await chromium.launch({
  executablePath: process.env.MSVC_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  const page = join(folder, 'bookshop.html')
  writeFileSync(page, draw('html'))
  for (const colorScheme of ['light', 'dark']) {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 660 }, colorScheme })
    await tab.goto(pathToFileURL(page).href)
    await tab.screenshot({ path: join(pictures, `bookshop-${colorScheme}.png`) })
    await tab.close()
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
