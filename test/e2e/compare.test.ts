import { join } from 'node:path'
import { expect, it } from 'vitest'
import { create, emptyFolder, msvc, sh, writeFiles } from './shell.ts'

it('draws what a change adds and takes away', async () => {
  const home = emptyFolder()
  const services = ['--service', 'products', '--service', 'checkout', '--owner', 'team-shop', '--yes', '--no-install']
  const made = await create(home, 'shop', ...services, '--no-git')
  expect(made, made.stderr).toMatchObject({ code: 0 })
  const shop = join(home, 'shop')
  const git = (...args: string[]) => sh(shop, 'git', '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args)
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all')
  await git('commit', '--quiet', '--message=first')
  const same = await msvc(shop, 'graph', '--compare', 'HEAD')
  expect(same).toMatchObject({ code: 0, stdout: 'flowchart LR', stderr: 'The graph is as it was at HEAD.' })

  await msvc(shop, 'add-service', 'pay', '--depends-on', 'checkout', '--yes', '--no-install')
  writeFiles(shop, { 'services/checkout/.env': 'PRODUCTS_URL=http://products:8081\n' })
  const { stdout } = await msvc(shop, 'graph', '--compare', 'HEAD', '--json')
  const { edges } = JSON.parse(stdout) as { edges: { from: string; to: string; change?: string }[] }
  expect(edges).toContainEqual(expect.objectContaining({ from: 'pay', to: 'checkout', change: 'added' }))
  expect((await msvc(shop, 'graph', '--compare', 'HEAD')).stdout).toContain('added|')
  const unknown = await msvc(shop, 'graph', '--compare', 'nowhere')
  expect(unknown.code).toBe(2)
})
