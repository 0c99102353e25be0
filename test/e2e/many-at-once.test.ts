import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { create, emptyFolder, msvc } from './shell.ts'

it('gives ten services added at once ten entries and ten ports', async () => {
  const home = emptyFolder()
  await create(home, 'shop', '--yes', '--owner', 'team-shop', '--no-git', '--no-install')
  const shop = join(home, 'shop')
  const names = Array.from({ length: 10 }, (_, index) => `service-${index}`)
  const outcomes = await Promise.all(
    names.map((name) =>
      msvc(shop, 'add-service', name, '--stack', 'node-fastify', '--owner', 'team-shop', '--yes', '--no-install'),
    ),
  )
  expect(outcomes.map(({ code, stderr }) => ({ code, stderr: code === 0 ? '' : stderr }))).toEqual(
    names.map(() => ({ code: 0, stderr: '' })),
  )
  const listed = JSON.parse((await msvc(shop, 'list', '--json')).stdout) as {
    services: { name: string; port: number }[]
  }
  expect(listed.services.map(({ name }) => name)).toEqual(names)
  expect(new Set(listed.services.map(({ port }) => port)).size).toBe(10)
  const compose = parse(readFileSync(join(shop, 'compose.yaml'), 'utf8')) as { services: object }
  expect(Object.keys(compose.services).sort()).toEqual(names)
  expect(await msvc(shop, 'lint')).toMatchObject({ code: 0 })
})
