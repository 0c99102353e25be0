import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UserError } from '../errors/user-error.ts'
import { run } from './run.ts'

interface Job {
  readonly svg: string
  readonly png: string
  /** In pixels. */
  readonly width: number
  readonly height: number
}

type Command = readonly [string, ...string[]]

const browser =
  (program: string) =>
  ({ svg, png, width, height }: Job): Command => [
    program,
    '--headless',
    '--disable-gpu',
    '--hide-scrollbars',
    // Browsers have no sandbox for root, and the picture is our own.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--window-size=${width},${height}`,
    `--screenshot=${png}`,
    pathToFileURL(svg).href,
  ]

/** Programs that turn SVG into pixels, the best suited first. */
const rasterisers: readonly ((job: Job) => Command)[] = [
  ({ svg, png }) => ['rsvg-convert', '--format', 'png', '--output', png, svg],
  ({ svg, png }) => ['resvg', svg, png],
  ({ svg, png }) => ['inkscape', `--export-filename=${png}`, svg],
  ...['chromium', 'chromium-browser', 'google-chrome', 'chrome'].map(browser),
]

/**
 * An SVG picture as PNG, by whichever program is installed. Throws UserError `no-rasteriser` where none is, and
 * `rasteriser-failed` where it made nothing.
 */
export async function rasterise(svg: string, width: number, height: number): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'msvc-png-'))
  const job = { svg: join(folder, 'picture.svg'), png: join(folder, 'picture.png'), width, height }
  try {
    writeFileSync(job.svg, svg)
    for (const rasteriser of rasterisers) {
      const command = rasteriser(job)
      const result = await runIfThere(command, folder)
      if (result === undefined) continue
      const png = readIfThere(job.png)
      if (png) return png
      const message = `${command[0]} made no picture: ${result.trim().split('\n').at(-1) ?? ''}`
      throw new UserError({ code: 'rasteriser-failed', message, hint: 'Use --format svg, and convert it by hand.' })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  throw new UserError({
    code: 'no-rasteriser',
    message: 'No program here turns SVG into PNG.',
    hint: 'Install one of rsvg-convert, resvg, inkscape or chromium, or use --format svg.',
  })
}

/** What a program said; undefined where it is not installed. */
async function runIfThere(command: Command, cwd: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, { cwd, timeoutMs: 60_000 })
    return `${stdout}\n${stderr}`
  } catch (error) {
    if (error instanceof UserError && error.code === 'program-missing') return undefined
    throw error
  }
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
