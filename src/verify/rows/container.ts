import { Driver } from '../api/driver.ts'
import { shown, tryToAsk } from '../http/ask.ts'
import { processOf } from '../instance.ts'
import type { Row } from '../row.ts'
import { notApplicable, Observations } from '../verdict.ts'

/** Row 14. */
export const container: Row = {
  id: 14,
  name: 'container',
  title: 'runs as a non-root user on a read-only file system without capabilities',
  source: 'Pod Security Standards, restricted',
  runs: 'own',
  async check(stage) {
    if (stage.subject.target.kind !== 'image') return notApplicable('only an image can show it: give --image')
    const seen = new Observations()
    const instance = await stage.start()
    const { container: about } = processOf(instance)
    const { user, uid } = (await about?.()) ?? {}
    const named = (user ?? '').split(':')[0] ?? ''
    seen.expect(
      !['', '0', 'root'].includes(named),
      'the image names a user that is not root',
      `USER ${user || '(none)'}`,
    )
    if (uid !== undefined) seen.expect(uid > 0, 'its process is not root', `user id ${uid}`)
    const ready = await tryToAsk(instance.url, { path: '/readyz' })
    seen.expect('status' in ready && ready.status === 200, 'ready with --read-only --cap-drop ALL', shown(ready))
    const api = await stage.api()
    for (const driven of api ? await new Driver(instance.url, api).driveAll() : []) {
      const { answer } = driven
      const isServed = 'status' in answer && answer.status < 500
      seen.expect(isServed, `${Driver.shown(driven)} is served with --read-only --cap-drop ALL`, shown(answer))
    }
    await processOf(instance).stop()
    return seen.verdict()
  },
}
