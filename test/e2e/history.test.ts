import { expect, it } from 'vitest'
import { emptyFolder, msvc, sh, writeFiles } from './shell.ts'

const component = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: team-a\n`

it('finds services that keep changing together, in the history of git, whatever their language', async () => {
  const root = emptyFolder()
  const git = (...args: string[]) => sh(root, 'git', '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args)
  await git('init', '--quiet')
  writeFiles(root, { 'cart/catalog-info.yaml': component('cart'), 'orders/catalog-info.yaml': component('orders') })
  for (let number = 0; number < 10; number += 1) {
    writeFiles(root, {
      'cart/price.py': `price = ${number}\n`,
      'orders/price name.go': `package orders // ${number}\n`,
    })
    await git('add', '--all')
    await git('commit', '--quiet', '--message', `change ${number}`)
  }
  const { stdout } = await msvc(root, 'lint', '--rule', 'changes-together')
  expect(stdout).toContain('cart rarely changes without orders: 10 of its 10 commits change both.')
  // What lies in the folder of another changes with that one.
  writeFiles(root, { 'cart/pay/catalog-info.yaml': component('pay') })
  for (let number = 0; number < 10; number += 1) {
    writeFiles(root, { 'cart/pay/pay.py': `a = ${number}\n`, 'cart/price.py': `a = ${number}\n` })
    await git('add', '--all')
    await git('commit', '--quiet', '--message', `both ${number}`)
  }
  expect((await msvc(root, 'lint', '--rule', 'changes-together')).stdout).not.toContain('pay')
  // A warning by itself does not break a build.
  expect((await msvc(root, 'lint', '--rule', 'changes-together')).code).toBe(0)
  // Below the root of a repository, its own files count.
  const part = await msvc(`${root}/cart`, 'lint', '--rule', 'changes-together')
  expect(part.code, part.stderr).toBe(0)
  // Without history, nothing is known.
  await sh(root, 'rm', '-rf', '.git')
  expect((await msvc(root, 'lint', '--rule', 'changes-together')).stdout).toContain('No findings')
})
