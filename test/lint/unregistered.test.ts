import { expect, it } from 'vitest'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const catalog =
  'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: users }\nspec: { type: service, lifecycle: production, owner: team-a }\n'

it.each([
  ['orders', '--exclude orders.'],
  ['my orders', '--exclude "my orders".'],
])('prints what to type for a service called %s', async (name, expected) => {
  const tree = { 'users/catalog-info.yaml': catalog, [`${name}/Dockerfile`]: 'FROM scratch\n' }
  const only = ['unregistered-service']
  const { findings } = await lintRepository(memoryRepository(tree), { only, today: '2026-11-23' })
  expect(findings.map(({ help }) => help)).toEqual([expect.stringContaining(expected)])
})
