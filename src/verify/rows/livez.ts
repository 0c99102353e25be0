import { shown, tryToAsk } from '../http/ask.ts'
import type { Row } from '../row.ts'
import { Observations } from '../verdict.ts'

/** Row 3. */
export const livez: Row = {
  id: 3,
  name: 'livez',
  title: '/livez says 200 while the process can serve, whatever happens outside',
  source: 'Kubernetes API server convention',
  runs: 'shared',
  async check(stage) {
    const seen = new Observations()
    const { url } = await stage.shared()
    const answer = await tryToAsk(url, { path: '/livez', timeoutMs: 2_000 })
    seen.expect('status' in answer && answer.status === 200, 'GET /livez answers 200', shown(answer))
    for (const stub of stage.stubs) stub.behave('hangs')
    const without = await tryToAsk(url, { path: '/livez', timeoutMs: 1_000 })
    for (const stub of stage.stubs) stub.behave('answers')
    if (stage.stubs.length > 0) {
      const isFine = 'status' in without && without.status === 200
      seen.expect(isFine, 'GET /livez answers 200 within 1 s while dependencies hang', shown(without))
    }
    return seen.verdict()
  },
}
