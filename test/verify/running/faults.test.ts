import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseRows } from '../../../src/verify/choose-rows.ts'
import { type RowResult, runRows } from '../../../src/verify/run-rows.ts'
import type { Subject } from '../../../src/verify/target.ts'

const reference = join(import.meta.dirname, 'reference')

/** What is wrong with the reference service, and the one row that must tell. */
const faults: readonly (readonly [fault: string, row: string])[] = [
  ['tells-one-setting', 'settings'],
  ['exits-0-on-bad-settings', 'settings'],
  ['repeats-secrets', 'settings'],
  ['ignores-port', 'listen'],
  ['listens-on-loopback', 'listen'],
  ['livez-asks-stock', 'livez'],
  ['ready-while-draining', 'readyz'],
  ['readyz-names-nothing', 'readyz'],
  ['counter-for-histogram', 'metrics'],
  ['active-stays-0', 'metrics'],
  ['counts-raw-paths', 'cardinality'],
  ['counts-any-method', 'cardinality'],
  ['drops-requests', 'shutdown'],
  ['stays-for-idle', 'shutdown'],
  ['skips-drain', 'shutdown'],
  ['ignores-second-signal', 'shutdown'],
  ['exits-1-after-stop', 'shutdown'],
  ['logs-epoch-time', 'logs'],
  ['logs-queries', 'logs'],
  ['ignores-traceparent', 'tracing'],
  ['believes-any-traceparent', 'tracing'],
  ['returns-any-request-id', 'tracing'],
  ['drops-trace', 'tracing'],
  ['exports-nothing', 'tracing'],
  ['forgets-allow', 'problems'],
  ['tells-no-pointer', 'problems'],
  ['refuses-with-422', 'problems'],
  ['shows-stack', 'problems'],
  ['takes-any-type', 'problems'],
  ['takes-large-chunks', 'problems'],
  ['serves-another-document', 'api'],
  ['answers-off-schema', 'api'],
  ['takes-any-query', 'api'],
  ['waits-forever', 'upstreams'],
  ['has-no-breaker', 'upstreams'],
  ['retries-often', 'upstreams'],
  ['forgets-nosniff', 'hardening'],
  ['shows-banner', 'hardening'],
  ['waits-for-slow-clients', 'hardening'],
]

/** Where one fault cannot but break two rows. */
const severalRows: readonly (readonly [fault: string, rows: readonly string[]])[] = [
  // A body that is believed is neither refused as a problem nor as the document says.
  ['trusts-bodies', ['problems', 'api']],
  // The document promises problem documents, too.
  ['answers-plain-json', ['problems', 'api']],
  // A raw id is both a wrong route and a growing one.
  ['counts-raw-ids', ['metrics', 'cardinality']],
  // What is no JSON has no ids.
  ['logs-plain-text', ['logs', 'tracing']],
  ['logs-no-trace', ['logs', 'tracing']],
]

const subject = (fault: string, more: Partial<Subject> = {}): Subject => ({
  name: 'reference',
  target: { kind: 'command', command: `${process.execPath} service.mjs`, cwd: reference },
  env: { FAULT: fault },
  dependencies: [{ name: 'stock', setting: 'STOCK_URL' }],
  language: 'typescript',
  openapi: readFileSync(join(reference, 'openapi.yaml'), 'utf8'),
  ...more,
})

const silent = { started: () => {}, ended: () => {} }
// Start time and memory are measured where nothing else runs.
const withoutBudget = chooseRows([], ['budget'])

const failed = (results: readonly RowResult[]): string[] =>
  results.filter(({ verdict }) => verdict.outcome === 'fail').map(({ row }) => row.name)

const told = (results: readonly RowResult[]): string =>
  results
    .flatMap(({ row, verdict }) =>
      verdict.outcome === 'fail' ? verdict.faults.map(({ expected, seen }) => `${row.name}: ${expected}: ${seen}`) : [],
    )
    .join('\n')

describe('a service without faults', () => {
  it('passes every row', async () => {
    const results = await runRows(subject(''), chooseRows([], []), silent)
    expect(told(results)).toBe('')
    const outcomes = Object.fromEntries(results.map(({ row, verdict }) => [row.name, verdict.outcome]))
    expect(outcomes).toEqual({
      ...Object.fromEntries(chooseRows([], []).map(({ name }) => [name, 'pass'])),
      container: 'not-applicable',
    })
  })

  it('starts too slowly for its language', async () => {
    expect(failed(await runRows(subject('starts-slowly'), chooseRows(['budget'], []), silent))).toEqual(['budget'])
  })

  it('is too large for its language', async () => {
    const results = await runRows(subject('holds-memory'), chooseRows(['budget'], []), silent)
    expect(told(results)).toMatch(/at most 80 MiB when idle: 1\d\d MiB/)
  })
})

describe('a service that dies of a request', () => {
  it('is said to have died, and of what; whoever asks next has it running again', async () => {
    const results = await runRows(
      subject('dies-of-broken-json'),
      chooseRows(['logs', 'tracing', 'problems'], []),
      silent,
    )
    expect(told(results)).toMatch(
      /^logs: it goes on running, whatever it is asked: it ended with exit code 1: .*SyntaxError/,
    )
    expect(failed(results), told(results)).toEqual(['logs', 'problems'])
  })
})

describe.concurrent('a service with one fault', () => {
  it.each(faults)('%s fails %s alone', async (fault, row) => {
    const results = await runRows(subject(fault), withoutBudget, silent)
    expect(failed(results), told(results)).toEqual([row])
  })

  it.each(severalRows)('%s fails %j', async (fault, rows) => {
    const results = await runRows(subject(fault), withoutBudget, silent)
    expect(failed(results), told(results)).toEqual(rows)
  })
})
