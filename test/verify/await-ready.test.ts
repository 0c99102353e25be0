import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { awaitReady } from '../../src/verify/launch/await-ready.ts'
import { commandLauncher } from '../../src/verify/launch/command.ts'

it('takes no answer of another program for one of a service that has ended', async () => {
  const other = createServer((_, response) => response.end('ready'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    other.close()
  })
  const { port } = other.address() as { port: number }
  const launched = commandLauncher('echo the port is taken; exit 3', import.meta.dirname)({ env: {}, port })
  await launched.exited
  await sleep(10)
  await expect(awaitReady(launched, undefined)).rejects.toThrow(/ended with exit code 3.*the port is taken/s)
})
