import { setTimeout as sleep } from 'node:timers/promises'
import type { OutputLine } from '../../process/start.ts'
import type { Launched } from '../launch/launched.ts'
import { quoted } from '../logs/log-line.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { notApplicable, Observations } from '../verdict.ts'

/** A password in a bad address: it must not be repeated. */
const secret = 'msvc-verify-secret'
const bad = {
  PORT: 'abc',
  DRAIN_SECONDS: 'soon',
  SHUTDOWN_SECONDS: 'never',
  MAX_BODY_BYTES: 'plenty',
  OTEL_EXPORTER_OTLP_ENDPOINT: `no-url://user:${secret}@`,
}
const limitMs = 2_000
const stackLine = /^\s+at \S.*[(:]\d+|^Traceback|^goroutine \d|^thread '.*' panicked/

/** Row 1. */
export const settings: Row = {
  id: 1,
  name: 'settings',
  title: 'checks its settings at start, and names each bad one',
  source: 'twelve-factor III',
  runs: 'own',
  async check(stage) {
    if (!stage.controls) return notApplicable('a service that runs already cannot be started with bad settings')
    const seen = new Observations()
    const { wrapperMs } = await stage.shared()
    const all = await refused(stage, seen, bad, wrapperMs)
    if (all) {
      for (const name of Object.keys(bad)) expectLine(seen, all.lines, name)
      const stack = all.lines.find(({ text }) => stackLine.test(text))
      seen.expect(stack === undefined, 'one line per bad setting, and no stack', () => quoted(stack?.text ?? ''))
      const leak = all.lines.find(({ text }) => text.includes(secret))
      seen.expect(leak === undefined, 'the value of an address is not repeated: it may hold a password', () =>
        quoted(leak?.text ?? ''),
      )
    }
    const range = await refused(stage, seen, { PORT: '70000' }, wrapperMs)
    if (range) expectLine(seen, range.lines, 'PORT')
    return seen.verdict()
  },
}

/** The process when it has ended as it should; otherwise notes what it did. */
async function refused(
  stage: Stage,
  seen: Observations,
  env: Readonly<Record<string, string>>,
  wrapperMs: number,
): Promise<Launched | undefined> {
  const launched = await stage.launch(env)
  const exit = await Promise.race([launched.exited, sleep(wrapperMs + limitMs * 3, undefined)])
  const told = Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
  const shown = told.replace(secret, '***')
  if (!exit) {
    await launched.stop()
    seen.expect(false, `it exits with code 1 when started with ${shown}`, 'it goes on running')
    return undefined
  }
  const ms = Math.max(0, exit.at - launched.startedAt - wrapperMs)
  seen.expect(exit.code === 1, `exit code 1 when started with ${shown}`, `exit code ${exit.code}`)
  seen.expect(ms <= limitMs, `it exits within ${limitMs / 1000} s`, `after ${(ms / 1000).toFixed(1)} s`)
  return launched
}

function expectLine(seen: Observations, lines: readonly OutputLine[], name: string): void {
  const naming = lines.filter(({ text }) => new RegExp(`\\b${name}\\b`).test(text))
  const printed = lines.map(({ text }) => text).filter(Boolean)
  seen.expect(naming.length > 0, `a line that names ${name}`, () =>
    printed.length === 0 ? 'it printed nothing' : `it printed ${quoted(printed.slice(0, 3).join(' / '))}`,
  )
}
