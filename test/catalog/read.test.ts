import { describe, expect, it } from 'vitest'
import { readCatalog } from '../../src/catalog/read.ts'
import { declaredServices } from '../../src/catalog/services.ts'
import { UserError } from '../../src/errors/user-error.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

describe('readCatalog', () => {
  const component = (name: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: x, owner: a }\n`
  const location = (targets: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec:\n  targets: ${targets}\n`
  const names = (tree: Record<string, string>) =>
    declaredServices(readCatalog(memoryRepository(tree))).map((s) => s.name)

  it('follows targets, globs and circles', () => {
    const tree = {
      'catalog-info.yaml': location('[./services/*/catalog-info.yaml, ./more.yaml]'),
      'more.yaml': `${location('[./catalog-info.yaml, ./x/y.yaml, https://example.com/c.yaml]')}---\n${component('inline')}`,
      'x/y.yaml': component('deep'),
      'services/b/catalog-info.yaml': component('b'),
      'services/a/catalog-info.yaml': component('a'),
    }
    expect(names(tree)).toEqual(['a', 'b', 'inline', 'deep'])
    expect(readCatalog(memoryRepository(tree)).problems).toEqual([])
  })

  it('finds catalog files by name where there is no root one', () => {
    expect(names({ 'a/catalog-info.yaml': component('a'), 'b/c/catalog-info.yaml': component('c') })).toEqual([
      'a',
      'c',
    ])
  })

  it('places a target that is missing and a file that is broken, and reads on', () => {
    const { problems, unreadable, entities } = readCatalog(
      memoryRepository({
        'catalog-info.yaml': location('\n    - ./gone.yaml\n    - ./bad.yaml\n    - ./good.yaml'),
        'bad.yaml': 'a: [\n',
        'good.yaml': component('good'),
      }),
    )
    expect(problems.map(({ code, place }) => `${place?.file}:${place?.line} ${code}`)).toEqual([
      'catalog-info.yaml:6 location-target-missing',
      'bad.yaml:1 yaml-syntax',
    ])
    expect(unreadable).toHaveLength(1)
    expect(entities.map(({ name }) => name)).toEqual(['all', 'good'])
  })

  it('finds them too beside a root file without a Location, and says that nothing points at them', () => {
    const tree = { 'catalog-info.yaml': component('root'), 'a/catalog-info.yaml': component('a') }
    expect(names(tree)).toEqual(['root', 'a'])
    expect(readCatalog(memoryRepository(tree)).unlinked).toEqual(['a/catalog-info.yaml'])
    const linked = { ...tree, 'catalog-info.yaml': `${component('root')}---\n${location('[]')}` }
    expect(names(linked)).toEqual(['root'])
  })

  it('passes over what a software template makes catalog files from, and what tests read', () => {
    expect(
      names({
        'skeleton/catalog-info.yaml': component('{{ values.name }}'),
        'test/fixtures/catalog-info.yaml': 'a: [',
        'a/catalog-info.yaml': component('a'),
      }),
    ).toEqual(['a'])
  })

  it('reads another root file where it is told so', () => {
    const tree = { 'all.yaml': component('a'), 'catalog-info.yaml': location('[]') }
    expect(declaredServices(readCatalog(memoryRepository(tree), 'all.yaml')).map(({ name }) => name)).toEqual(['a'])
  })

  it('lets bytes that are no text stop it', () => {
    const tree = { 'catalog-info.yaml': new Uint8Array([0x61, 0xff, 0x0a]) }
    expect(() => readCatalog(memoryRepository(tree))).toThrow(UserError)
  })
})

it('leaves the entries of other people’s code to them, which is kept beside', () => {
  const entry = (name: string): string =>
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: a\n`
  const { entities } = readCatalog(
    memoryRepository({
      'orders/catalog-info.yaml': entry('orders'),
      'vendor/example.com/grok/catalog-info.yaml': entry('grok'),
    }),
  )
  expect(entities.map(({ name }) => name)).toEqual(['orders'])
})
