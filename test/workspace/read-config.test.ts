import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../../src/repository/memory.ts'
import { readConfig } from '../../src/workspace/read-config.ts'

const read = (text: string) => readConfig(memoryRepository({ 'msvc.yaml': text }, '/home/ann/My Shop'))
const faults = (text: string) =>
  read(text).problems.map(
    ({ code, place, hint }) => `${place?.line}:${place?.column} ${code}${hint ? ` | ${hint}` : ''}`,
  )

describe('readConfig', () => {
  it('completes what is not said, from the folder name down', () => {
    const { config, declared, problems } = readConfig(memoryRepository({}, '/home/ann/My Shop'))
    expect({ declared, problems }).toEqual({ declared: false, problems: [] })
    expect(config).toMatchObject({ name: 'my-shop', servicesFolder: 'services', ports: { from: 8081, to: 8999 } })
    expect(Object.isFrozen(config.ports)).toBe(true)
  })

  it('takes all that can be said', () => {
    const { config, problems } = read(`version: 1
name: shop
owner: team-shop
services: ./apps/
ports: { from: 9000 , to: 9010 }
catalog: { file: catalog.yaml, layout: single }
ci: gitlab
discovery: { exclude: [tools/load-test] }
lint:
  rules:
    port-conflict: off
    missing-owner: warning
    unpinned-base-image: { severity: error, require: digest }
  ignore: ['legacy/**']
`)
    expect(problems).toEqual([])
    expect(config).toMatchObject({
      name: 'shop',
      owner: 'team-shop',
      servicesFolder: 'apps',
      ports: { from: 9000, to: 9010 },
      catalog: { file: 'catalog.yaml', layout: 'single' },
      ci: 'gitlab',
      discovery: { exclude: ['tools/load-test'] },
      lint: {
        rules: {
          'port-conflict': { severity: 'off', options: {}, at: { line: 11, column: 5 } },
          'missing-owner': { severity: 'warning', options: {} },
          'unpinned-base-image': {
            severity: 'error',
            options: { require: 'digest' },
            optionsAt: { require: { line: 13, column: 45 } },
          },
        },
        preset: 'recommended',
        ignore: ['legacy/**'],
        overrides: [],
      },
    })
  })

  it('names every fault with its place, at once', () => {
    expect(
      faults(`version: 2
nmae: shop
ports: { from: 9000, to: 70000 }
ci: githb
catalog: [a]
lint: { rules: { x: loud } }
`),
    ).toEqual([
      '1:10 config-version | Write "version: 1".',
      '2:1 config-unknown-key | Did you mean "name"? There are: version, name, owner, services, ports, catalog, discovery, ci, lint, verify.',
      '3:8 config-ports',
      '3:26 config-type',
      '4:5 config-value | Did you mean "github"? There are: github, gitlab, none.',
      '5:10 config-type',
      '6:21 config-value | There are: off, warning, error.',
    ])
  })

  it('says what is wrong with what discovery leaves out', () => {
    expect(faults('version: 1\ndiscovery:\n  exlude: [web]\n')).toEqual([
      '3:3 config-unknown-key | Did you mean "exclude"? There are: exclude.',
    ])
    expect(faults('version: 1\ndiscovery: { exclude: web }\n')).toEqual(['2:23 config-type'])
  })

  it('tells a text from a number', () => {
    const { problems } = readConfig(memoryRepository({ 'msvc.yaml': 'version: "1"\n' }))
    expect(problems.map(({ message }) => message)).toEqual(['"version" is "1", and this release knows 1.'])
  })

  it.each([
    ['an empty file', '# nothing\n', ['1:1 config-version']],
    ['a name that no entity can have', 'version: 1\nname: My Shop\n', ['2:7 config-type']],
    [
      'folders outside',
      'version: 1\nservices: ../x\ncatalog: { file: /etc/x }\n',
      ['2:11 config-type', '3:18 config-type'],
    ],
    ['a path of Windows', 'version: 1\nservices: apps\\web\n', ['2:11 config-type']],
    ['two documents', 'version: 1\n---\nversion: 1\n', ['3:1 config-documents']],
    ['no map', '- version\n', ['1:1 config-type']],
  ])('refuses %s', (_, text, expected) => {
    expect(faults(text).map((fault) => fault.replace(/ \|.*/, ''))).toEqual(expected)
  })

  it.each([
    ['.', '.'],
    ['./apps//web/', 'apps/web'],
  ])('takes the folder %s as %s', (written, folder) => {
    const { config, problems } = read(`version: 1\nservices: ${written}\n`)
    expect({ folder: config.servicesFolder, problems }).toEqual({ folder, problems: [] })
  })

  it.each([
    ['a tab', 'version: 1\nports:\n\tfrom: 1\n', 'yaml-tab', 3],
    ['a key twice', 'version: 1\nname: a\nname: b\n', 'yaml-duplicate-key', 3],
    ['an unclosed bracket', 'version: 1\nports: {from: 1\n', 'yaml-syntax', 2],
    ['a merge conflict', 'version: 1\n<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> x\n', 'merge-conflict', 2],
    ['an unknown anchor', 'version: 1\nname: *nobody\n', 'yaml-alias', 2],
  ])('says where %s is', (_, text, code, line) => {
    const [problem] = read(text).problems
    expect(problem).toMatchObject({ code, place: { file: 'msvc.yaml', line } })
    expect(problem?.hint).toBeTruthy()
  })

  it('reads CRLF, a BOM and anchors as they are meant', () => {
    const { config, problems } = read('\uFEFFversion: 1\r\nname: &n shop\r\nowner: *n\r\n')
    expect(problems).toEqual([])
    expect(config).toMatchObject({ name: 'shop', owner: 'shop' })
  })
})

it('says so where a folder has the name of the file', () => {
  const { declared, problems } = readConfig(memoryRepository({ 'msvc.yaml/x': '' }))
  expect(declared).toBe(true)
  expect(problems).toMatchObject([{ code: 'config-file', place: { file: 'msvc.yaml' } }])
})

it('names a repository that does not name itself after its folder, cut to a name that may stand', () => {
  const nameIn = (folder: string): string => readConfig(memoryRepository({}, folder)).config.name
  expect(nameIn('/code/Shop')).toBe('shop')
  expect(nameIn('/code/anybody-microservices-basics-with-spring-boot')).toBe('anybody-microservices-basics-with-spring')
  // A cut that falls behind a sign.
  expect(nameIn('/code/anybody-microservices-basics-in-springs-boot')).toBe('anybody-microservices-basics-in-springs')
})
