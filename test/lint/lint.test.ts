import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const component = (name: string, spec = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: team-a
${spec}`

const entry = (name: string, spec = '') => ({ [`services/${name}/catalog-info.yaml`]: component(name, spec) })

const shop = {
  ...entry('checkout'),
  ...entry('products'),
  'services/checkout/a.ts': "import '../products/a.ts'\nimport '../products/b.ts'\nquery('http://products:8080/v1')",
  'services/products/a.ts': '',
  'services/products/b.ts': '',
  Dockerfile: 'FROM node',
}

const lint = (files: Record<string, string>, only?: string[]) =>
  lintRepository(memoryRepository(files), { only, today: '2026-11-23' })
const places = async (files: Record<string, string>, only?: string[]) =>
  (await lint(files, only)).findings.map(
    ({ at, rule, severity }) => `${at.file}:${at.line}:${at.column} ${severity} ${rule}`,
  )

async function faults(msvc: string, only?: string[]): Promise<string[]> {
  try {
    await lint({ 'msvc.yaml': msvc, ...shop }, only)
    return []
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error.problems.map(
      ({ code, message, hint, place }) => `${place?.file ?? ''}:${place?.line ?? ''} ${code} ${message} ${hint ?? ''}`,
    )
  }
}

describe('lintRepository', () => {
  it('takes a link that leads to a file for one', async () => {
    const repository = memoryRepository({
      ...entry('checkout'),
      'services/checkout/Dockerfile': 'FROM node:24-slim\nCOPY . .\nCMD ["node", "a.js"]\n',
      'services/checkout/.dockerignore': 'node_modules\n',
    })
    const linked: typeof repository = {
      ...repository,
      kind: (path) => (path.endsWith('.dockerignore') ? 'link' : repository.kind(path)),
    }
    const { findings } = await lintRepository(linked, { only: ['missing-dockerignore'], today: '2026-11-23' })
    expect(findings).toEqual([])
  })

  it('orders findings by place and then by rule, and counts what it looked at', async () => {
    expect(await places(shop)).toEqual([
      'Dockerfile:1:1 error unpinned-base-image',
      'services/checkout/a.ts:1:9 error cross-service-import',
      'services/checkout/a.ts:2:9 error cross-service-import',
      'services/checkout/a.ts:3:7 warning hardcoded-endpoint',
      'services/checkout/a.ts:3:7 error undeclared-dependency',
    ])
    const { services, files } = await lint(shop)
    expect({ services, files }).toEqual({ services: 2, files: 6 })
  })

  it('says the same whatever the order of the files', async () => {
    const reversed = Object.fromEntries(Object.entries(shop).reverse())
    expect(await lint(reversed)).toEqual(await lint(shop))
  })

  it('takes severities and ignored files from msvc.yaml', async () => {
    const msvc = `version: 1
lint:
  rules:
    cross-service-import: warning
    unpinned-base-image: off
  ignore: ['services/checkout/catalog-info.yaml']
`
    expect(await places({ ...shop, 'msvc.yaml': msvc })).toEqual([
      'services/checkout/a.ts:1:9 warning cross-service-import',
      'services/checkout/a.ts:2:9 warning cross-service-import',
      'services/checkout/a.ts:3:7 warning hardcoded-endpoint',
      'services/checkout/a.ts:3:7 error undeclared-dependency',
    ])
    const ignored = `version: 1\nlint: { ignore: ['**/*.ts'] }\n`
    expect(await places({ ...shop, 'msvc.yaml': ignored })).toEqual(['Dockerfile:1:1 error unpinned-base-image'])
  })

  it('runs only the rules that are asked for, and of them those that are on', async () => {
    expect(await places(shop, ['unpinned-base-image'])).toEqual(['Dockerfile:1:1 error unpinned-base-image'])
    const off = 'version: 1\nlint: { rules: { unpinned-base-image: off } }\n'
    expect(await places({ ...shop, 'msvc.yaml': off }, ['unpinned-base-image'])).toEqual([])
  })

  it('names both sides, and how to mend it, with names', async () => {
    const { findings } = await lint(shop, ['undeclared-dependency', 'cross-service-import'])
    expect(findings.map(({ services }) => services)).toEqual(Array(3).fill(['checkout', 'products']))
    expect(findings.map(({ related }) => related[0])).toMatchObject([
      { file: 'services/products/a.ts', line: 1, message: 'belongs to products' },
      { file: 'services/products/b.ts', line: 1, message: 'belongs to products' },
      { file: 'services/checkout/catalog-info.yaml', line: 6, message: 'spec.dependsOn of checkout belongs here' },
    ])
    expect(findings[2]?.help).toBe(
      `Add "dependsOn: ['component:products']" to the spec in services/checkout/catalog-info.yaml:6, or take the call out.`,
    )
  })

  it('asks for an item where there is a list, by the API where there is one', async () => {
    const files = {
      ...shop,
      ...entry('checkout', '  consumesApis:\n    - stock\n'),
      ...entry('products', '  providesApis: [prices]\n'),
    }
    const { findings } = await lint(files, ['undeclared-dependency'])
    expect(findings.map(({ help }) => help)).toEqual([
      'Add "- prices" to spec.consumesApis in services/checkout/catalog-info.yaml:10, or take the call out.',
    ])
  })

  it('proves each hop of a circle', async () => {
    const files = {
      ...entry('a1', "  dependsOn: ['component:b1']\n"),
      ...entry('b1'),
      ...entry('c1'),
      'services/b1/main.ts': "\nquery('http://c1:80/x')",
      'services/c1/main.ts': "query('http://a1:80/x')",
    }
    const { findings } = await lint(files, ['dependency-cycle'])
    expect(findings.map(({ related }) => related)).toEqual([
      [
        { file: 'services/a1/catalog-info.yaml', line: 9, column: 15, message: 'a1 calls b1' },
        { file: 'services/b1/main.ts', line: 2, column: 7, message: 'b1 calls c1' },
        { file: 'services/c1/main.ts', line: 1, column: 7, message: 'c1 calls a1' },
      ],
    ])
  })

  it('keeps secrets out of all that it says', async () => {
    const url = 'postgres://app:hunter2@db:5432/shop'
    const files = {
      'compose.yaml': `services:\n${['a', 'b'].map((name) => `  ${name}1: { build: ./${name}1, environment: { DATABASE_URL: '${url}', X_URL: 'http://u:hunter2@b1:80' } }\n`).join('')}`,
      'a1/main.ts': 'process.env.DATABASE_URL + process.env.X_URL',
      'b1/main.ts': 'process.env.DATABASE_URL',
      ...entry('a1'),
      ...entry('b1'),
    }
    const { findings } = await lint(files)
    expect(findings.map(({ rule }) => rule)).toContain('shared-database')
    expect(JSON.stringify(findings)).not.toContain('hunter2')
  })
})

describe('bad input', () => {
  it('reports a catalog that is no YAML as findings, and goes on', async () => {
    const files = { ...shop, 'services/checkout/catalog-info.yaml': 'apiVersion: [\nkind: Component\n' }
    const found = await places(files)
    expect(found).toContain('Dockerfile:1:1 error unpinned-base-image')
    expect(found.filter((place) => place.includes('catalog-schema'))[0]).toMatch(
      /^services\/checkout\/catalog-info.yaml:/,
    )
  })

  it.each([
    [
      'lint: { rules: { shared-databse: off } }',
      'msvc.yaml:2 unknown-rule There is no rule "shared-databse". Did you mean "shared-database"?',
    ],
    [
      'lint:\n  rules:\n    unpinned-base-image:\n      requires: tag',
      'msvc.yaml:5 unknown-option The rule unpinned-base-image has no option "requires". Did you mean "require"?',
    ],
    [
      'lint: { rules: { unpinned-base-image: { require: diggest } } }',
      'msvc.yaml:2 option-value The option "require" of the rule unpinned-base-image must be one of its words. Did you mean "digest"?',
    ],
    [
      'lint: { rules: { unpinned-base-image: { require: 5 } } }',
      'msvc.yaml:2 option-value The option "require" of the rule unpinned-base-image must be a text.',
    ],
    [
      'lint: { rules: { dangling-reference: { external: billing } } }',
      'msvc.yaml:2 option-value The option "external" of the rule dangling-reference must be a list of texts.',
    ],
    [
      'lint: { rules: { missing-owner: { owner: x } } }',
      'msvc.yaml:2 unknown-option The rule missing-owner has no option "owner". It has none',
    ],
    [
      'lint: { rules: { missing-owner: { __proto__: x, constructor: y } } }',
      'unknown-option The rule missing-owner has no option "constructor".',
    ],
    ['nmae: x', 'msvc.yaml:2 config-unknown-key'],
    ['lint: [', 'msvc.yaml:'],
  ])('refuses %s', async (text, expected) => {
    const found = await faults(`version: 1\n${text}\n`)
    expect(found.join('\n')).toContain(expected)
  })

  it('names all that is wrong at once', async () => {
    const found = await faults('version: 1\nlint: { rules: { x-y: off, missing-owner: { a: 1 } } }\n', ['no-such'])
    expect(found.map((fault) => fault.split(' ')[1])).toEqual(['unknown-rule', 'unknown-option', 'unknown-rule'])
  })
})

it('tells how services that share a cache are parted, which holds no tables', async () => {
  const env = (name: string) =>
    `  ${name}:\n    build: ./${name}\n    environment: { REDIS_URL: 'redis://cache:6379' }\n`
  const { findings } = await lintRepository(
    memoryRepository({
      'compose.yaml': `services:\n${env('carts')}${env('orders')}  cache: { image: redis }\n`,
      'carts/Dockerfile': 'FROM scratch',
      'orders/Dockerfile': 'FROM scratch',
    }),
    { only: ['shared-database'], today: '2026-11-28' },
  )
  expect(findings.map(({ help }) => help)).toEqual([
    expect.stringMatching(/^Give each service a cache of its own, or a/),
  ])
})

it('says of a service that the catalog lacks which command adds it', async () => {
  const { findings } = await lintRepository(
    memoryRepository({ 'catalog-info.yaml': component('web'), 'cart/Dockerfile': 'FROM scratch' }),
    { only: ['unregistered-service'], today: '2026-11-28' },
  )
  expect(findings.map(({ help }) => help)).toEqual([
    'Run msvc init: it adds the service to the catalog, or leaves it out for good with --exclude cart.',
  ])
})
