import { createServer } from 'node:net'
import { join } from 'node:path'
import { printRow, seconds } from './screen.mjs'
import { Service } from './service.mjs'

/**
 * Services on free ports of this machine, told of each other by settings alone.
 * `services`: `{ checkout: { calls: ['products'], settings: { … } } }`
 */
export async function createSystem(root, services) {
  const names = Object.keys(services)
  const ports = await freePorts(names.length)
  const portOf = (name) => ports[names.indexOf(name)]
  const made = names.map((name) => {
    const { calls = [], settings = {} } = services[name]
    const addresses = calls.map((other) => [settingOf(other), `http://127.0.0.1:${portOf(other)}`])
    return new Service({
      name,
      folder: join(root, 'services', name),
      port: portOf(name),
      environment: { ...settings, ...Object.fromEntries(addresses) },
    })
  })
  return {
    all: made,
    service(name) {
      const found = made.find((service) => service.name === name)
      if (!found) throw new Error(`There is no service ${name} in this demo`)
      return found
    },
  }
}

/** All at once and in no order: none may need another to be there before it. */
export async function startAll({ all }) {
  await Promise.all(
    all.map(async (service) => {
      const ms = await service.start()
      printRow(service.name, `${service.url}  ready after ${seconds(ms)}`)
    }),
  )
}

/** `checkout-api` → `CHECKOUT_API_URL` */
const settingOf = (name) => `${name.toUpperCase().replaceAll('-', '_')}_URL`

/** Ports that nobody listens on; held together until all are known, so that no two are the same. */
async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
