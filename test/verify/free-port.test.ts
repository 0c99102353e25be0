import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { freePort } from '../../src/verify/launch/free-port.ts'

it('gives ports that can be had, and that no system hands out to others by itself', async () => {
  for (let times = 0; times < 20; times++) {
    const port = await freePort()
    expect(port).toBeGreaterThanOrEqual(1024)
    expect(port).toBeLessThan(32_768)
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, resolve)
    })
    await new Promise((resolve) => server.close(resolve))
  }
})
