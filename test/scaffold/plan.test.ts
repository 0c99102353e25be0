import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalog } from '../../src/catalog/read.ts'
import type { UserError } from '../../src/errors/user-error.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import type { ServiceAnswers } from '../../src/scaffold/answers.ts'
import { folderPacks } from '../../src/scaffold/folder-packs.ts'
import { planService } from '../../src/scaffold/plan-service.ts'
import { planWorkspace } from '../../src/scaffold/plan-workspace.ts'

const packs = folderPacks(join(import.meta.dirname, '../../templates'))
const tool = { version: '1.2.3', ciCommand: 'npx --yes --package=create-microservice@1.2.3 msvc' }
const answers = (name: string, more: Partial<ServiceAnswers> = {}): ServiceAnswers => ({
  name,
  stack: 'node-fastify',
  owner: 'team-shop',
  dependsOn: [],
  ...more,
})

type Tree = Record<string, string>

/** The tree as it is once a plan is applied. */
function applied(tree: Tree, plan: { operations: readonly object[] }): Tree {
  const result = { ...tree }
  for (const operation of plan.operations as { path: string; content: string }[]) {
    result[operation.path] = String(operation.content)
  }
  return result
}

const workspace = async (services: ServiceAnswers[] = []): Promise<Tree> =>
  applied(
    {},
    await planWorkspace({
      repository: memoryRepository({}),
      packs,
      tool,
      answers: { name: 'shop', owner: 'team-shop', ci: 'github', services },
    }),
  )
const add = async (tree: Tree, service: ServiceAnswers) =>
  planService({ repository: memoryRepository(tree), packs, tool, answers: service })
const codes = async (attempt: Promise<unknown>): Promise<string[]> =>
  attempt.then(
    () => [],
    (error: UserError) => error.problems.map(({ code }) => code),
  )

describe('planService', () => {
  it('makes a service with a lock, a port of its own and all its entries', async () => {
    const tree = await workspace([answers('products')])
    const { plan, service } = await add(tree, answers('checkout', { dependsOn: ['products'] }))
    expect(service).toEqual({ name: 'checkout', folder: 'services/checkout', port: 8082 })
    const result = applied(tree, plan)
    expect(result['catalog-info.yaml']).toContain('- ./services/checkout/catalog-info.yaml')
    expect(result['services/checkout/catalog-info.yaml']).toMatch(/consumesApis:\n\s+- (?:api:)?products\n/)
    expect(result['compose.yaml']).toContain('PRODUCTS_URL: http://products:8081')
    expect(JSON.parse(result['services/checkout/.msvc.json'] ?? '')).toMatchObject({
      template: 'node-fastify',
      version: '1.2.3',
      answers: { name: 'checkout', port: 8082, dependsOn: ['products'] },
    })
    expect(plan.followUps).toEqual([{ title: 'npm ci (checkout)', command: ['npm', 'ci'], cwd: 'services/checkout' }])
  })

  it('plans nothing for the answers that a service was made from', async () => {
    const tree = await workspace([answers('products')])
    const { plan, wasThere } = await add(tree, answers('products'))
    expect(wasThere).toBe(true)
    expect(plan).toMatchObject({ operations: [], followUps: [] })
  })

  it('leaves files that the user edited alone when it is run again', async () => {
    const tree = { ...(await workspace([answers('products')])), 'services/products/README.md': 'mine\n' }
    expect((await add(tree, answers('products'))).plan.operations).toEqual([])
  })

  it('enters a service again that lost its entry', async () => {
    const tree = await workspace([answers('products')])
    const compose = { ...tree, 'compose.yaml': 'services: {}\n' }
    const { plan } = await add(compose, answers('products'))
    expect(plan.operations.map((operation) => operation.path)).toEqual(['compose.yaml'])
  })

  it('founds a workspace in a repository that never saw us, and makes nothing else there', async () => {
    const { plan, foundsWorkspace } = await add({ 'go.mod': 'module x\n' }, answers('checkout'))
    expect(foundsWorkspace).toBe(true)
    const outside = plan.operations.map(({ path }) => path).filter((path) => !path.startsWith('services/checkout/'))
    expect(outside).toEqual(['catalog-info.yaml', 'compose.yaml', 'msvc.yaml'])
  })

  it('keeps a catalog of separate files whole when it gives it a root', async () => {
    const component = (name: string): string =>
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: x, owner: a }\n`
    const tree = { 'a/catalog-info.yaml': component('a'), 'b/c/catalog-info.yaml': component('c') }
    const result = applied(tree, (await add(tree, answers('checkout'))).plan)
    const { entities, problems } = readCatalog(memoryRepository(result))
    const names = entities.filter(({ kind }) => kind === 'Component').map(({ name }) => name)
    expect(names).toEqual(['a', 'c', 'checkout'])
    expect(problems).toEqual([])
  })

  it('declares a system of its own where the catalog has several, none of them this one', async () => {
    const system = (name: string) =>
      `apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: ${name} }\nspec: { owner: a }\n`
    const root = `${system('one')}---\n${system('other')}`
    const result = applied({}, (await add({ 'catalog-info.yaml': root }, answers('checkout'))).plan)
    expect(result['catalog-info.yaml']?.startsWith(root)).toBe(true)
    const { entities } = readCatalog(memoryRepository(result))
    const systems = entities.filter(({ kind }) => kind === 'System').map(({ name }) => name)
    expect(systems).toEqual(['one', 'other', entities.find(({ name }) => name === 'checkout')?.spec['system']])
  })

  it('makes the service part of the system that a foreign catalog has', async () => {
    const system = 'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: webshop }\nspec: { owner: a }\n'
    const tree = { 'catalog-info.yaml': system }
    const result = applied(tree, (await add(tree, answers('checkout'))).plan)
    expect(result['msvc.yaml']).toContain('name: webshop')
    expect(result['services/checkout/catalog-info.yaml']).toContain('system: webshop')
    expect(result['catalog-info.yaml']?.match(/kind: System/g)).toHaveLength(1)
  })

  it('keeps one catalog file where msvc.yaml asks for that', async () => {
    const tree = {
      'msvc.yaml': 'version: 1\nname: shop\ncatalog: { file: catalog.yaml, layout: single }\n',
      'catalog.yaml':
        '# ours\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: shop }\nspec: { owner: a }\n',
    }
    const first = applied(tree, (await add(tree, answers('checkout'))).plan)
    expect(Object.keys(first)).not.toContain('services/checkout/catalog-info.yaml')
    expect(first['catalog.yaml']?.startsWith(tree['catalog.yaml'])).toBe(true)
    expect((await add(first, answers('checkout'))).plan.operations).toEqual([])
  })

  it.each<[string, Partial<ServiceAnswers> & { name: string }, string[]]>([
    ['a taken name in other case', { name: 'Products' }, ['name-invalid']],
    ['a taken name with other answers', { name: 'products', owner: 'team-other' }, ['name-taken']],
    ['a taken port', { name: 'checkout', port: 8081 }, ['port-taken']],
    ['no port at all', { name: 'checkout', port: 0 }, ['port-invalid']],
    ['an unknown stack', { name: 'checkout', stack: 'node-fastfy' }, ['unknown-stack']],
    ['an unknown dependency', { name: 'checkout', dependsOn: ['product'] }, ['unknown-dependency']],
    ['itself as dependency', { name: 'checkout', dependsOn: ['checkout'] }, ['depends-on-itself']],
    ['an empty owner', { name: 'checkout', owner: '' }, ['owner-missing']],
    ['a folder outside', { name: 'checkout', folder: '../x' }, ['folder-outside']],
    ['the root as a folder', { name: 'checkout', folder: '.' }, ['folder-taken']],
    ['the folder of all services', { name: 'checkout', folder: 'services' }, ['folder-taken']],
    ['a folder inside of another service', { name: 'checkout', folder: 'services/products/sub' }, ['folder-taken']],
    ['a folder that Windows cannot hold', { name: 'checkout', folder: 'services/con' }, ['path-not-portable']],
  ])('refuses %s', async (_, more, expected) => {
    const tree = await workspace([answers('products')])
    const found = await codes(add(tree, { ...answers(more.name), ...more }))
    expect([...new Set(found)]).toEqual(expected)
  })

  it('refuses to edit a catalog or configuration that cannot be read, naming all faults', async () => {
    const tree = { ...(await workspace()), 'msvc.yaml': 'version: 1\nnmae: x\n', 'catalog-info.yaml': 'a: [\n' }
    expect(await codes(add(tree, answers('checkout')))).toEqual(['config-unknown-key', 'yaml-syntax'])
  })
})

describe('planWorkspace', () => {
  it('lets services depend on each other in any order', async () => {
    const tree = await workspace([answers('checkout', { dependsOn: ['products'] }), answers('products')])
    expect(tree['compose.yaml']).toContain('PRODUCTS_URL: http://products:8082')
  })

  it.each<[string, ServiceAnswers[], string[]]>([
    ['two services of one name', [answers('a1'), answers('a1')], ['name-taken']],
    ['two services of one port', [answers('a1', { port: 9000 }), answers('b1', { port: 9000 })], ['port-taken']],
    ['a dependency that is not there', [answers('a1', { dependsOn: ['b1'] })], ['unknown-dependency']],
  ])('refuses %s', async (_, services, expected) => {
    expect([...new Set(await codes(workspace(services)))]).toEqual(expected)
  })

  it('makes the CI of the provider that was asked for, and of no other', async () => {
    const plan = await planWorkspace({
      repository: memoryRepository({}),
      packs,
      tool,
      answers: { name: 'shop', owner: 'team-shop', ci: 'none', services: [answers('products')] },
    })
    expect(plan.operations.map(({ path }) => path).filter((path) => /\.git(?:hub|lab)/.test(path))).toEqual([])
  })
})
