import { setTimeout as sleep } from 'node:timers/promises'
import { isPlainMap } from '../../yaml/loose.ts'
import { type Answer, jsonOf, shown, tryToAsk } from '../http/ask.ts'
import { processOf } from '../instance.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import { Observations } from '../verdict.ts'

const deadlineMs = 1_000

/** Row 4. */
export const readyz: Row = {
  id: 4,
  name: 'readyz',
  title: '/readyz says 200 when it can serve, and 503 with reasons while it starts and drains',
  source: 'Kubernetes API server convention',
  runs: 'shared',
  async check(stage) {
    const seen = new Observations()
    const { url } = await stage.shared()
    const before = performance.now()
    const answer = await tryToAsk(url, { path: '/readyz', timeoutMs: 5_000 })
    const ms = performance.now() - before
    seen.expect('status' in answer && answer.status === 200, 'GET /readyz answers 200', shown(answer))
    seen.expect(ms < deadlineMs + 200, 'it answers within a second: its checks have deadlines', `${Math.round(ms)} ms`)
    if (stage.stubs.length > 0) await whileDependenciesHang(stage, seen, url)
    if (stage.controls) await whileItDrains(stage, seen)
    else seen.note('starting and draining could not be seen, since it runs already')
    return seen.verdict()
  },
}

async function whileDependenciesHang(stage: Stage, seen: Observations, url: string): Promise<void> {
  for (const stub of stage.stubs) stub.behave('hangs')
  const before = performance.now()
  const answer = await tryToAsk(url, { path: '/readyz', timeoutMs: 5_000 })
  const ms = performance.now() - before
  for (const stub of stage.stubs) stub.behave('answers')
  seen.expect(
    'status' in answer && ms < deadlineMs + 200,
    'while dependencies hang, /readyz answers within a second',
    'failure' in answer ? answer.failure : `${Math.round(ms)} ms`,
  )
  if ('status' in answer && answer.status === 503) expectReasons(seen, answer, 'while dependencies hang')
}

async function whileItDrains(stage: Stage, seen: Observations): Promise<void> {
  const instance = await stage.start({ DRAIN_SECONDS: '3' })
  const launched = processOf(instance)
  for (const { status, body } of instance.polls.filter((poll) => poll.status === 503)) {
    expectReasons(seen, { status: status ?? 0, headers: {}, body: body ?? '' }, 'while it starts')
  }
  await launched.signal('SIGTERM')
  const since = performance.now()
  let last: Answer | { readonly failure: string } = { failure: 'nothing was seen' }
  while (performance.now() - since < 1_500) {
    last = await tryToAsk(instance.url, { path: '/readyz', timeoutMs: 1_000 })
    if ('failure' in last || last.status === 503) break
    await sleep(25)
  }
  if ('failure' in last) seen.note('it ended without draining, which row 7 tells')
  else if (seen.expect(last.status === 503, 'after SIGTERM, with DRAIN_SECONDS=3, /readyz answers 503', shown(last))) {
    expectReasons(seen, last, 'while it drains')
  }
  await launched.stop()
}

function expectReasons(seen: Observations, answer: Answer, when: string): void {
  const body = jsonOf(answer)
  const names = isPlainMap(body) && Object.values(body).some((value) => typeof value === 'object' && value !== null)
  seen.expect(names, `${when}, the 503 of /readyz names the failing checks as JSON`, shown(answer))
}
