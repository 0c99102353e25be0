import { describe, expect, it } from 'vitest'
import { addLocationTarget, addOwner, addSystem } from '../../src/catalog/edit.ts'
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

describe('addLocationTarget leaves alone', () => {
  const location = (targets: string): string => `kind: Location\nspec: { targets: [${targets}] }\n`
  it.each([
    ['the same file, written otherwise', location('services/checkout/catalog-info.yaml')],
    ['a glob', location('./services/*/catalog-info.yaml')],
    ['a deep glob', location("'./**/catalog-info.yaml'")],
    ['a single target', 'kind: Location\nspec: { target: ./services/*/catalog-info.yaml }\n'],
  ])('a Location that takes the file in: %s', (_, text) => {
    expect(addLocationTarget(text, 'catalog-info.yaml', checkout)).toBe(text)
  })

  it('Locations of other things', () => {
    const others = `${location('./teams/a.yaml')}---\nkind: Location\nspec: { type: url, targets: [] }\n---\n`
    const services = location('./services/a/catalog-info.yaml')
    const text = addLocationTarget(others + services, 'catalog-info.yaml', checkout)
    expect(text).toBe(others + services.replace(']', ', ./services/checkout/catalog-info.yaml]'))
  })
})

describe('addSystem', () => {
  it('declares it once', () => {
    const text = addSystem('', 'shop', 'team-a')
    expect(text).toContain('kind: System\nmetadata:\n  name: shop\nspec:\n  owner: team-a\n')
    expect(addSystem(text, 'Shop', 'team-b')).toBe(text)
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
