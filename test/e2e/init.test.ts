import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { emptyFolder, msvc, sh, snapshot, writeFiles } from './shell.ts'

const system = {
  'compose.yaml': `services:
  web: { build: web, environment: { CART_URL: "http://cart:80" } }
  cart: { build: cart }
`,
  'web/Dockerfile': 'FROM node:24-slim\nUSER node\nCMD ["node", "main.js"]\n',
  'web/main.js': "const url = process.env.CART_URL ?? 'http://localhost:8081'\n",
  'cart/Dockerfile': 'FROM golang:1.26\nUSER 65532\nCMD ["cart"]\n',
  'cart/main.go': 'package main\n',
}

it('describes a system that nobody wrote down, so that lint is clean and sees what is new', async () => {
  const folder = emptyFolder()
  writeFiles(folder, system)
  await sh(folder, 'git', 'init', '--quiet')
  const before = snapshot(folder)

  const shown = await msvc(folder, 'init', '--dry-run', '--json')
  expect(shown, shown.stderr).toMatchObject({ code: 0 })
  expect(JSON.parse(shown.stdout)).toMatchObject({
    version: 1,
    applied: false,
    services: [{ name: 'cart' }, { name: 'web', calls: ['cart'] }],
  })
  expect(snapshot(folder)).toEqual(before)

  const done = await msvc(folder, 'init', '--yes', '--owner', 'team-shop')
  expect(done, done.stderr).toMatchObject({ code: 0 })
  expect(Object.keys(snapshot(folder))).toEqual([...Object.keys(before), 'catalog-info.yaml', 'msvc.yaml'].sort())
  expect(await msvc(folder, 'lint')).toMatchObject({ code: 0 })

  const again = await msvc(folder, 'init', '--yes')
  expect(again.stderr).toContain('Nothing to do')

  writeFiles(folder, { 'cart/main.go': 'package main\n\nimport "os"\n\nvar web = os.Getenv("WEB_URL")\n' })
  const compose = readFileSync(join(folder, 'compose.yaml'), 'utf8')
  writeFiles(folder, {
    'compose.yaml': compose.replace('build: cart', 'build: cart, environment: { WEB_URL: "http://web:80" }'),
  })
  const caught = await msvc(folder, 'lint')
  expect(caught.code).toBe(1)
  expect(caught.stdout).toContain('cart uses web')
})

it('says what a name is mistaken for, and writes nothing', async () => {
  const folder = emptyFolder()
  writeFiles(folder, system)
  const before = snapshot(folder)
  const failed = await msvc(folder, 'init', '--yes', '--exclude', 'carts', '--rename', 'web=Web Shop')
  expect(failed.code).toBe(2)
  expect(failed.stderr).toContain('No service "carts" was found.')
  expect(failed.stderr).toContain('Web Shop')
  const nobody = await msvc(folder, 'init', '--yes', '--owner', 'Team Shop')
  expect(nobody.code).toBe(2)
  expect(nobody.stderr).toContain('"Team Shop" is no owner that a catalog can hold.')
  expect(snapshot(folder)).toEqual(before)
})

it('tells the same of ports, languages and owners after it as it did before', async () => {
  const folder = emptyFolder()
  writeFiles(folder, { ...system, 'cart/Dockerfile': `${system['cart/Dockerfile']}EXPOSE 8081\n` })
  const { stderr } = await msvc(folder, 'init', '--yes')
  expect(stderr).toMatch(/ {2}cart +8081 +- +go +- +\S+ +cart\n/)
  const listed = (await msvc(folder, 'list')).stdout.split('\n')
  expect(listed[0]).toMatch(/^NAME +LANGUAGE +PORTS +OWNER +FOLDER +USES$/)
  expect(listed[1]).toMatch(/^cart +go +8081 +- +cart +-$/)
  const shown = (await msvc(folder, 'show', 'cart')).stdout
  expect(shown).toMatch(/^language +go\nowner +none is named\n/m)
  expect(shown).toMatch(/^ports +8081$/m)
  const [cart] = (JSON.parse((await msvc(folder, 'list', '--json')).stdout) as { services: object[] }).services
  expect(cart).toMatchObject({ name: 'cart', language: 'go', ports: [{ container: 8081 }] })
  expect(cart).not.toHaveProperty('owner')
  const { service } = JSON.parse((await msvc(folder, 'show', 'cart', '--json')).stdout) as { service: object }
  expect(service).toMatchObject({ ports: [{ container: 8081 }] })
})

it('says what is so where everything is left out', async () => {
  const folder = emptyFolder()
  writeFiles(folder, system)
  await sh(folder, 'git', 'init', '--quiet')
  const out = ['--exclude', 'cart', '--exclude', 'web']
  const first = await msvc(folder, 'init', '--yes', ...out)
  expect(first, first.stderr).toMatchObject({ code: 0 })
  expect(first.stderr).toContain('Every service that is found is left out')
  expect(first.stderr).toContain('msvc.yaml says what is left out. The catalog has no service yet.')
  expect(first.stderr).not.toMatch(/No service was found|is in the catalog/)
  const again = await msvc(folder, 'init', '--yes', ...out)
  expect(again, again.stderr).toMatchObject({ code: 0 })
  expect(again.stderr).toContain('Nothing to do: msvc.yaml says what is left out.')
})

it('says why something is no service, there and to whoever asks for it', async () => {
  const folder = emptyFolder()
  const compose = 'services:\n  cart: { build: cart }\n  web: { build: web }\n  keys: { image: "redis:8" }\n'
  writeFiles(folder, { ...system, 'compose.yaml': compose })
  const { stderr } = await msvc(folder, 'init', '--yes')
  expect(stderr).toContain('Told apart, and no services\n  keys runs redis:8, a cache\n    compose.yaml:4\n')
  const asked = await msvc(folder, 'show', 'Keys')
  expect(asked, asked.stderr).toMatchObject({ code: 2 })
  expect(asked.stderr).toContain('keys is no service: it runs redis:8, a cache (compose.yaml:4).')
})

it('shows who uses a store, as it shows a service', async () => {
  const folder = emptyFolder()
  writeFiles(folder, {
    'compose.yaml':
      'services:\n  cart:\n    build: cart\n    environment: { REDIS_URL: "redis://keys:6379" }\n  keys: { image: "redis:8" }\n',
    'cart/Dockerfile': 'FROM node:24\nCMD ["node", "main.js"]\n',
    'cart/main.js': "require('redis').createClient({ url: process.env.REDIS_URL })\n",
  })
  const shown = await msvc(folder, 'show', 'redis://keys:6379')
  expect(shown, shown.stderr).toMatchObject({ code: 0 })
  expect(shown.stdout).toContain(
    'redis://keys:6379\ncache\n\nUsed by\n  cart cache, seen, not declared\n    compose.yaml:4',
  )
  const { resource, usedBy } = JSON.parse((await msvc(folder, 'show', 'redis://keys:6379', '--json')).stdout) as {
    resource: object
    usedBy: object[]
  }
  expect(resource).toEqual({ name: 'redis://keys:6379', kind: 'cache' })
  expect(usedBy).toMatchObject([{ from: 'cart', to: 'redis://keys:6379', kind: 'cache' }])
})
