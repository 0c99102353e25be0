import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { create, emptyFolder, program, sh, snapshot, writeFiles } from './shell.ts'
import { openTerminal, type Terminal } from './terminal.ts'

const wizard = (folder: string, ...args: string[]): Terminal =>
  openTerminal(folder, [program('create-microservice'), '--no-install', ...args])

/** What the wizard asks, in its order, and what is answered. */
const questions: readonly (readonly [asks: string, answer: (terminal: Terminal) => void])[] = [
  ['Name of the workspace', (terminal) => terminal.type('shop')],
  ['First service', (terminal) => terminal.type('products')],
  ['Stack', () => {}],
  ['Another service', () => {}],
  ['Owner', (terminal) => terminal.type('team-shop')],
  ['CI', (terminal) => terminal.press('Down')],
  ['Write', () => {}],
]

async function answer(terminal: Terminal, count: number): Promise<void> {
  for (const [asks, give] of questions.slice(0, count)) {
    await terminal.waitFor(`? ${asks}`)
    give(terminal)
    terminal.press('Enter')
  }
}

describe('the wizard', () => {
  it('asks, shows the plan as a tree, writes, commits, and says what to type next', async () => {
    const home = emptyFolder()
    const terminal = wizard(home)
    await answer(terminal, questions.length - 1)
    const plan = await terminal.waitFor('? Write')
    expect(plan).toContain('└── services/')
    expect(plan).toContain('+ msvc.yaml')
    expect(existsSync(join(home, 'shop'))).toBe(false)
    terminal.press('Enter')
    expect(await terminal.exitCode()).toBe(0)
    expect(await terminal.waitFor('is ready')).toContain('cd shop/services/products')
    const shop = join(home, 'shop')
    expect(readFileSync(join(shop, 'msvc.yaml'), 'utf8')).toMatch(/owner: team-shop/)
    expect(existsSync(join(shop, '.gitlab-ci.yml'))).toBe(true)
    expect((await sh(shop, 'git', 'status', '--porcelain')).stdout).toBe('')
  })

  it.each(questions.map(([asks], index) => [asks, index] as const))(
    'leaves nothing behind on Ctrl-C at "%s"',
    async (asks, index) => {
      const home = emptyFolder()
      const terminal = wizard(home)
      await answer(terminal, index)
      await terminal.waitFor(`? ${asks}`)
      terminal.press('C-c')
      expect(await terminal.exitCode()).toBe(130)
      expect(readdirSync(home)).toEqual([])
    },
  )

  it('holds answers to the checks of the flags, and goes on with a better one', async () => {
    const terminal = wizard(emptyFolder())
    await terminal.waitFor('? Name')
    terminal.type('My Shop')
    terminal.press('Enter')
    await terminal.waitFor('"my-shop" would do')
    terminal.press('C-u')
    terminal.type('my-shop')
    terminal.press('Enter')
    await terminal.waitFor('? First service')
  })

  it('asks nothing that a flag has answered', async () => {
    const terminal = wizard(emptyFolder(), 'shop', '--service', 'products', '--owner', 'team-shop', '--ci', 'none')
    expect(await terminal.waitFor('? Write')).not.toMatch(/✔ (?:Name|First|Owner|CI)/)
  })
})

describe('a folder that is not empty', () => {
  const mine = { 'shop/README.md': 'mine\n', 'shop/notes.txt': 'mine too\n' }

  it('is left alone on stop', async () => {
    const home = emptyFolder()
    writeFiles(home, mine)
    const before = snapshot(home)
    const terminal = wizard(home, 'shop')
    await terminal.waitFor('is not empty')
    terminal.press('Down', 'Down', 'Enter')
    expect(await terminal.exitCode()).toBe(130)
    expect(snapshot(home)).toEqual(before)
  })

  it('is merged into on request, and what is in the way only replaced when that is granted', async () => {
    const home = emptyFolder()
    writeFiles(home, mine)
    const before = snapshot(home)
    const flags = ['shop', '--service', 'products', '--owner', 'team-shop', '--ci', 'none']
    const terminal = wizard(home, ...flags)
    await terminal.waitFor('is not empty')
    terminal.press('Down', 'Enter')
    expect(await terminal.waitFor('? Replace')).toContain('README.md is there already')
    terminal.press('Enter')
    expect(await terminal.exitCode()).toBe(130)
    expect(snapshot(home)).toEqual(before)
  })

  it('may be swapped for another', async () => {
    const home = emptyFolder()
    writeFiles(home, mine)
    const terminal = wizard(home, 'shop', '--service', 'products', '--owner', 'team-shop', '--ci', 'none')
    await terminal.waitFor('is not empty')
    terminal.press('Enter')
    await terminal.waitFor('? Folder')
    terminal.type('market')
    terminal.press('Enter')
    expect(await terminal.waitFor('? Write')).toContain('market/')
  })
})

it('add-service asks for what no flag says', async () => {
  const home = emptyFolder()
  await create(home, 'shop', '--yes', '--owner', 'team-shop', '--no-install')
  const shop = join(home, 'shop')
  const terminal = openTerminal(shop, [program('msvc'), 'add-service', '--no-install', '--stack', 'node-fastify'])
  await terminal.waitFor('? Name of the service')
  terminal.type('checkout')
  terminal.press('Enter')
  await terminal.waitFor('? Owner (team-shop)')
  terminal.press('Enter')
  await terminal.waitFor('? Write')
  terminal.press('Enter')
  expect(await terminal.exitCode()).toBe(0)
  expect(existsSync(join(shop, 'services/checkout/catalog-info.yaml'))).toBe(true)
})

describe('init', () => {
  const system = {
    'compose.yaml': `services:
  frontend: { build: frontend, ports: ["8080:80"], environment: { CARTS_URL: "http://carts:80" } }
  carts: { build: carts }
  stock: { build: stock }
`,
    ...Object.fromEntries(
      ['frontend', 'carts', 'stock'].flatMap((name) => [
        [`${name}/Dockerfile`, 'FROM python:3.14-slim\nUSER 65532\nCMD ["python", "main.py"]\n'],
        [`${name}/main.py`, 'import os\n\nos.environ["CARTS_URL"]\n'],
      ]),
    ),
  }

  it('lets one untick and rename, shows what the files will say, and writes on request', async () => {
    const folder = emptyFolder()
    writeFiles(folder, system)
    await sh(folder, 'git', 'init', '--quiet')
    const before = snapshot(folder)
    const terminal = openTerminal(folder, [program('msvc'), 'init'])
    await terminal.waitFor('? Services')
    terminal.press('Down', 'Down', 'Space', 'Enter')
    await terminal.waitFor('? Rename a service')
    terminal.press('Down', 'Down', 'Enter')
    await terminal.waitFor('? Name of frontend')
    terminal.press('C-u')
    terminal.type('carts')
    terminal.press('Enter')
    await terminal.waitFor(/carts.* is taken|already|exists/)
    terminal.press('C-u')
    terminal.type('shop')
    terminal.press('Enter')
    await terminal.waitFor('frontend → shop')
    terminal.press('Enter')
    await terminal.waitFor('? Owner')
    terminal.type('Team Shop')
    terminal.press('Enter')
    await terminal.waitFor('is no owner')
    terminal.press('C-u')
    terminal.type('team-shop')
    terminal.press('Enter')
    const plan = await terminal.waitFor('? Write')
    expect(plan).toMatch(
      /2 services found[\s\S]*NAME +PORTS +OWNER[\s\S]*shop +8080:80[\s\S]*shop → carts[\s\S]*Lint finds/,
    )
    expect(snapshot(folder)).toEqual(before)
    terminal.press('Down', 'Enter')
    await terminal.waitFor('component:carts')
    terminal.press('Enter')
    expect(await terminal.exitCode()).toBe(0)
    expect(readFileSync(join(folder, 'catalog-info.yaml'), 'utf8')).toMatch(/name: shop\n/)
    expect(readFileSync(join(folder, 'catalog-info.yaml'), 'utf8')).not.toContain('stock')
  })

  it('shows more services at once than the seven of its library, and says in a line which are ticked', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `part-${'abcdefghijkl'[index]}`)
    const folder = emptyFolder()
    writeFiles(folder, {
      'compose.yaml': `services:\n${names.map((name) => `  ${name}: { build: ${name} }\n`).join('')}`,
      ...Object.fromEntries(names.map((name) => [`${name}/Dockerfile`, 'FROM python:3.14-slim\nCOPY main.py .\n'])),
    })
    const terminal = openTerminal(folder, [program('msvc'), 'init'])
    await terminal.waitFor('part-l')
    terminal.press('Space', 'Enter')
    expect(await terminal.waitFor('? Rename a service')).toContain('Services all but part-a')
    terminal.press('C-c')
    expect(await terminal.exitCode()).toBe(130)
  })

  it('leaves everything as it is on stop', async () => {
    const folder = emptyFolder()
    writeFiles(folder, system)
    const before = snapshot(folder)
    const terminal = openTerminal(folder, [program('msvc'), 'init'])
    for (const asks of ['? Services', '? Rename', '? Owner']) {
      await terminal.waitFor(asks)
      terminal.press('Enter')
    }
    await terminal.waitFor('? Write')
    terminal.press('Down', 'Down', 'Enter')
    expect(await terminal.exitCode()).toBe(130)
    expect(snapshot(folder)).toEqual(before)
  })
})
