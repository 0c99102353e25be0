import { describe, expect, it } from 'vitest'
import { addLocationTarget, addOwner } from '../../src/catalog/edit.ts'
import { readCatalog } from '../../src/catalog/read.ts'
import { declaredServices } from '../../src/catalog/services.ts'
import { appendToCatalog } from '../../src/catalog/single-file.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const checkout = { file: 'services/checkout/catalog-info.yaml', workspace: 'shop' }
const system = '# ours\nkind:   System   # odd\nmetadata: {name: shop}\n'

describe('addLocationTarget', () => {
  it('makes the Location where there is none, and keeps the rest', () => {
    const text = addLocationTarget(system, 'catalog-info.yaml', checkout)
    expect(text.startsWith(`${system}---\n`)).toBe(true)
    expect(text).toContain('    - ./services/checkout/catalog-info.yaml\n')
    expect(addLocationTarget(text, 'catalog-info.yaml', checkout)).toBe(text)
  })

  it('sorts it into the Location that is there', () => {
    const location =
      'kind: Location\nspec:\n  targets:\n    - ./services/a/catalog-info.yaml\n    - "./services/z/catalog-info.yaml" # z\n'
    expect(addLocationTarget(`${system}---\n${location}`, 'catalog-info.yaml', checkout)).toBe(
      `${system}---\n${location.replace('    - "', '    - ./services/checkout/catalog-info.yaml\n    - "')}`,
    )
  })
})

describe('addOwner', () => {
  const group = 'kind: Group\nmetadata: { name: team-a }\n'
  it('declares a new team beside others, once', () => {
    const text = addOwner(group, 'team-b')
    expect(text).toContain('name: team-b')
    expect(addOwner(text, 'group:default/team-b')).toBe(text)
    expect(addOwner(group, 'Team-A')).toBe(group)
  })

  it('leaves teams to whoever declares them', () => {
    expect(addOwner(system, 'team-b')).toBe(system)
    expect(addOwner(group, 'user:jane')).toBe(group)
  })
})

describe('appendToCatalog', () => {
  it('keeps folder and contract findable from the one file, once', () => {
    const entities = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: checkout
  annotations:
    msvc.dev/port: "8081"
spec: { type: service, lifecycle: production, owner: team-a }
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: checkout }
spec:
  type: openapi
  lifecycle: production
  owner: team-a
  definition:
    $text: ./openapi.yaml
`
    const text = appendToCatalog(system, 'catalog-info.yaml', entities, 'services/checkout')
    expect(text.startsWith(system)).toBe(true)
    expect(text).toContain('$text: ./services/checkout/openapi.yaml')
    expect(appendToCatalog(text, 'catalog-info.yaml', entities, 'services/checkout')).toBe(text)
    const catalog = readCatalog(memoryRepository({ 'catalog-info.yaml': text }))
    expect(declaredServices(catalog)).toMatchObject([{ name: 'checkout', folder: 'services/checkout', port: 8081 }])
  })
})

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
})
