import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { expect, it, onTestFinished } from 'vitest'
import { ask } from '../../src/verify/http/ask.ts'
import { openConnection } from '../../src/verify/http/connection.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))

it('says that an answer has no end, and not that its connection broke', async () => {
  const server = createServer((_, response) => {
    const more = setInterval(() => response.write('more'), 10)
    response.once('close', () => clearInterval(more))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as { port: number }
  const asked = ask(`http://127.0.0.1:${port}`, { path: '/', timeoutMs: 1_000 })
  await expect(asked).rejects.toThrow('no whole answer within 1 s')
})

it.runIf(hasIpv6)('asks at an IPv6 address, which stands in brackets', async () => {
  const server = createServer((_, response) => response.end('here'))
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as { port: number }
  const url = `http://[::1]:${port}`
  expect(await ask(url, { path: '/' })).toMatchObject({ status: 200, body: 'here' })
  const connection = await openConnection(url)
  connection.end()
})
