import { expect, it } from 'vitest'
import { emptyFolder, msvc, writeFiles } from './shell.ts'

const component = (name: string, uses: readonly string[]): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: team-a\n${uses.length > 0 ? `  dependsOn:\n${uses.map((each) => `    - component:${each}\n`).join('')}` : ''}`

it('measures how services hang together, and holds them to a budget', async () => {
  const root = emptyFolder()
  writeFiles(root, {
    'shop/catalog-info.yaml': component('shop', ['cart', 'users']),
    'cart/catalog-info.yaml': component('cart', ['users']),
    'users/catalog-info.yaml': component('users', []),
  })
  const { stdout } = await msvc(root, 'lint', '--metrics', '--json')
  expect(JSON.parse(stdout).metrics[1]).toEqual({
    service: 'shop',
    afferent: 0,
    efferent: 2,
    instability: 1,
    chain: 2,
    inCycle: false,
    inLongestChain: true,
    changesWith: [],
  })
  expect((await msvc(root, 'lint', '--metrics')).stdout).toMatch(/^cart {5}1 {8}1 {5}0\.50 {9}1 {6}no$/m)
  expect((await msvc(root, 'lint', '--metrics', '--format', 'markdown')).stdout).toMatch(
    /^\| users \| 2 \| 0 \| 0\.00 /m,
  )
  expect((await msvc(root, 'lint', '--rule', 'coupling-budget')).code).toBe(0)
  writeFiles(root, { 'msvc.yaml': 'version: 1\nlint:\n  rules:\n    coupling-budget: { efferent: 1 }\n' })
  const over = await msvc(root, 'lint', '--rule', 'coupling-budget')
  expect(over).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('shop uses 2 services, more than its budget of 1.'),
  })
})
