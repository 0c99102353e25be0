import { describe, expect, it } from 'vitest'
import { edgesOf, surveyOf } from './graph-of.ts'

const service = (path: string) => ({
  [`${path}/Dockerfile`]: 'FROM python:3.13-slim\nUSER 65532',
  [`${path}/main.py`]: 'print(1)',
})
const tree = { ...service('apps/web'), ...service('legacy/billing'), ...service('legacy/stock') }

async function found(exclude: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const text = `version: 1\ndiscovery: { exclude: ${exclude} }\n`
  const { graph } = await surveyOf({ ...tree, ...more, 'msvc.yaml': text })
  return graph.services.map(({ path }) => path)
}

describe('discovery.exclude', () => {
  it.each([
    ['[]', ['legacy/billing', 'legacy/stock', 'apps/web']],
    ['[legacy/billing]', ['legacy/stock', 'apps/web']],
    ['[./legacy/billing/]', ['legacy/stock', 'apps/web']],
    ['["legacy/**"]', ['apps/web']],
    ['["legacy/*", "!legacy/stock"]', ['legacy/stock', 'apps/web']],
    ['["!legacy/stock"]', ['legacy/billing', 'legacy/stock', 'apps/web']],
    ['["*"]', ['legacy/billing', 'legacy/stock', 'apps/web']],
  ])('%s', async (exclude, paths) => expect(await found(exclude)).toEqual(paths))

  it('tells of what it names and is not there', async () => {
    const text = 'version: 1\ndiscovery: { exclude: [legacy/stock, ./gone/, "old/*", "legacy/**"] }\n'
    const { graph } = await surveyOf({ ...tree, 'msvc.yaml': text })
    expect(graph.idleExcludes).toEqual(['./gone/', 'old/*'])
  })

  it('means what is left out by its port, and nobody else by the name of the setting', async () => {
    const gateway = 'legacy/billing'
    const compose = `services:
  billing: { build: ${gateway}, ports: ["12000:8080"] }
  stock-service: { build: services/stock-service }
  web:
    build: apps/web
    environment:
      BILLING_URL: http://host.docker.internal:12000/v1
      STOCK_SERVICE_URL: http://host.docker.internal:12000/v1
`
    const trees = {
      ...tree,
      ...service('services/stock-service'),
      'apps/web/main.py':
        "import os, requests\nrequests.get(os.environ['STOCK_SERVICE_URL'] + os.environ['BILLING_URL'])\n",
      'compose.yaml': compose,
    }
    expect(await edgesOf(trees)).toEqual(['web -> billing http (observed)'])
    const without = 'version: 1\ndiscovery: { exclude: [legacy/billing] }\n'
    expect(await edgesOf({ ...trees, 'msvc.yaml': without })).toEqual([])
  })

  it('never takes out what the catalog registers', async () => {
    const entity = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: billing }
spec: { type: service, lifecycle: production, owner: team-a }
`
    expect(await found('["**"]', { 'legacy/billing/catalog-info.yaml': entity, 'catalog-info.yaml': root })).toEqual([
      'legacy/billing',
    ])
  })
})

const root = `apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: all }
spec: { targets: [./legacy/billing/catalog-info.yaml] }
`
