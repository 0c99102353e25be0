import type { Api, Operation } from '../api/api.ts'
import { Driver } from '../api/driver.ts'
import { shown } from '../http/ask.ts'
import type { Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import type { Behaviour } from '../stubs/upstream.ts'
import { notApplicable, Observations } from '../verdict.ts'

/** Longer than any caller should wait for one answer. */
const patienceMs = 10_000
/** Enough for a circuit breaker to open, and to see that it stays open. */
const failures = 30

/** Row 12. */
export const upstreams: Row = {
  id: 12,
  name: 'upstreams',
  title: 'bounds its calls of other services, and stops calling those that fail',
  source: 'Release It!; SRE book, ch. 22',
  runs: 'shared',
  async check(stage) {
    if (stage.stubs.length === 0) return notApplicable('it depends on no other service')
    if (!stage.controls) return notApplicable('a service that runs already calls others of its own')
    const api = await stage.api()
    const { url } = await stage.shared()
    const calling = api ? await operationThatCalls(stage, api, url) : undefined
    if (!api || !calling) return notApplicable('no documented operation called a dependency')
    const seen = new Observations()
    await whileTheyHang(stage, seen, api, calling)
    await whileTheyFail(stage, seen, api, calling)
    return seen.verdict()
  },
}

/** The first operation that reaches a stand-in. */
async function operationThatCalls(stage: Stage, api: Api, url: string): Promise<Operation | undefined> {
  const driver = new Driver(url, api)
  const calls = (): number => stage.stubs.reduce((sum, stub) => sum + stub.calls.length, 0)
  for (const operation of driver.inOrder()) {
    const before = calls()
    await driver.drive(operation)
    if (calls() > before) return operation
  }
  return undefined
}

async function whileTheyHang(stage: Stage, seen: Observations, api: Api, operation: Operation): Promise<void> {
  await during(stage, 'hangs', async () => {
    const instance = await stage.start(stage.watched)
    const since = performance.now()
    const { answer } = await new Driver(instance.url, api).drive(operation, { timeoutMs: patienceMs })
    const seconds = (performance.now() - since) / 1000
    const isBounded = 'status' in answer
    seen.expect(
      isBounded,
      `while dependencies hang, an answer within ${patienceMs / 1000} s`,
      () => `${shown(answer)} after ${seconds.toFixed(1)} s`,
    )
    if (isBounded) seen.note(`while dependencies hung, it answered ${answer.status} after ${seconds.toFixed(1)} s`)
    await instance.process?.stop()
  })
}

async function whileTheyFail(stage: Stage, seen: Observations, api: Api, operation: Operation): Promise<void> {
  await during(stage, 'fails', async () => {
    const instance = await stage.start(stage.watched)
    const driver = new Driver(instance.url, api)
    const calls = (): number => stage.stubs.reduce((sum, stub) => sum + stub.calls.length, 0)
    const before = calls()
    await driver.drive(operation, { timeoutMs: patienceMs })
    const first = calls() - before
    seen.expect(first <= 3 * stage.stubs.length, 'at most two retries', `${first} calls for one request`)
    for (let time = 1; time < failures; time += 1) await driver.drive(operation, { timeoutMs: patienceMs })
    const all = calls() - before
    seen.expect(
      all < failures,
      `for ${failures} requests, a failing dependency is called fewer times: it is left alone for a while`,
      `${all} calls`,
    )
    await instance.process?.stop()
  })
}

async function during(stage: Stage, behaviour: Behaviour, work: () => Promise<void>): Promise<void> {
  for (const stub of stage.stubs) stub.behave(behaviour)
  try {
    await work()
  } finally {
    for (const stub of stage.stubs) stub.behave('answers')
  }
}
