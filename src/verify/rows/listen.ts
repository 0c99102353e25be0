import { networkInterfaces } from 'node:os'
import { tryToAsk } from '../http/ask.ts'
import { processOf } from '../instance.ts'
import type { Row } from '../row.ts'
import { notApplicable, Observations } from '../verdict.ts'

/** Row 2. */
export const listen: Row = {
  id: 2,
  name: 'listen',
  title: 'listens on PORT and all interfaces, and logs a line when ready',
  source: 'twelve-factor VII',
  runs: 'own',
  async check(stage) {
    if (!stage.controls) return notApplicable('a service that runs already cannot be given another port')
    const seen = new Observations()
    const instance = await stage.start({ HOST: undefined })
    const launched = processOf(instance)
    const { port } = new URL(instance.url)
    const isObeyed = port === String(launched.port)
    seen.expect(isObeyed, `it listens on PORT=${launched.port}`, `it listens on ${port}`)
    const outside = addressOfThisMachine()
    if (outside === undefined) seen.note('this machine has one interface only, so others could not be tried')
    else {
      const answer = await tryToAsk(`http://${outside}:${port}`, { path: '/livez', timeoutMs: 2_000 })
      seen.expect(
        !('failure' in answer),
        'without HOST it answers on all interfaces',
        `on ${outside} ${'failure' in answer ? answer.failure : ''}`,
      )
    }
    const deadline = performance.now() + 1_000
    const hasLogged = (): boolean =>
      launched.lines.some(({ stream, text }) => stream === 'stdout' && text.trim() !== '')
    while (!hasLogged() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
    seen.expect(hasLogged(), 'a line on stdout when it is ready', 'nothing on stdout')
    await launched.stop()
    return seen.verdict()
  },
}

/** An IPv4 address that is not the loopback. */
function addressOfThisMachine(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}
