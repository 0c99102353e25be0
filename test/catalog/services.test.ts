import { describe, expect, it } from 'vitest'
import { readCatalog } from '../../src/catalog/read.ts'
import { findEntity, parseRef, refText } from '../../src/catalog/references.ts'
import { declaredServices } from '../../src/catalog/services.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const component = (
  name: string,
  annotations: Record<string, string> = {},
  more = '',
): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations: ${JSON.stringify(annotations)}
spec:
  type: service
  lifecycle: production
  owner: team-a
${more}`
const read = (tree: Record<string, string>) => declaredServices(readCatalog(memoryRepository(tree)))

describe('declaredServices', () => {
  it('reads what a service says of itself, with the place of each reference', () => {
    const more = '  consumesApis:\n    - products\n    - other/api:nope\n  dependsOn: [resource:shop/db]\n'
    const [service] = read({
      'services/a/catalog-info.yaml': component('a', { 'msvc.dev/port': '8081', 'msvc.dev/stack': 'go-http' }, more),
    })
    expect(service).toMatchObject({ name: 'a', folder: 'services/a', owner: 'team-a', port: 8081, stack: 'go-http' })
    expect(service?.consumesApis).toEqual([
      {
        ref: { kind: 'API', namespace: 'default', name: 'products' },
        at: { file: 'services/a/catalog-info.yaml', line: 11, column: 7 },
      },
    ])
    expect(service?.dependsOn).toMatchObject([
      { ref: { kind: 'resource', namespace: 'shop', name: 'db' }, at: { line: 13 } },
    ])
  })

  it('knows services by type, not by kind', () => {
    expect(read({ 'catalog-info.yaml': component('a').replace('type: service', 'type: library') })).toEqual([])
  })

  it.each([
    ['beside its file', { 'x/y/catalog-info.yaml': component('a') }, 'x/y'],
    ['where it says', { 'catalog-info.yaml': component('a', { 'msvc.dev/path': './services/a/' }) }, 'services/a'],
    [
      'where its source is, in a file of several',
      {
        'catalog-info.yaml': `${component('a', { 'backstage.io/source-location': 'url:https://github.com/o/r/tree/main/apps/a/' })}---\n${component('b')}`,
      },
      'apps/a',
    ],
    [
      'beside its file, wherever its source is',
      {
        'x/catalog-info.yaml': component('a', {
          'backstage.io/source-location': 'url:https://github.com/o/r/tree/main/',
        }),
      },
      'x',
    ],
  ])('finds a folder %s', (_, tree, folder) => {
    expect(read(tree)[0]?.folder).toBe(folder)
  })
})

describe('references', () => {
  it.each([
    ['a', 'API:default/a'],
    ['shop/a', 'API:shop/a'],
    ['component:a', 'component:default/a'],
    ['Component:shop/a.b_c', 'Component:shop/a.b_c'],
    ['a b', undefined],
    ['', undefined],
    ['a/b/c', undefined],
  ])('%j is %s', (text, expected) => {
    const ref = parseRef(text, { kind: 'API' })
    expect(ref && `${ref.kind}:${ref.namespace}/${ref.name}`).toBe(expected)
  })

  it('are found whatever their case, and written as short as can be', () => {
    const catalog = readCatalog(memoryRepository({ 'catalog-info.yaml': component('Checkout') }))
    const ref = { kind: 'component', namespace: 'Default', name: 'checkout' }
    expect(findEntity(catalog, ref)?.name).toBe('Checkout')
    expect([refText(ref), refText(ref, 'Component'), refText({ ...ref, namespace: 'shop' })]).toEqual([
      'component:checkout',
      'checkout',
      'component:shop/checkout',
    ])
  })
})
