import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, inject, it } from 'vitest'
import { emptyFolder } from './shell.ts'

const tarball = (): string => {
  const name = readdirSync(inject('installed')).find((file) => file.endsWith('.tgz'))
  return join(inject('installed'), name ?? 'no tarball')
}

/** Creates a workspace by a command of a user's, then types what it says to type next. */
async function createAndGoOn(cwd: string, command: string, env: Record<string, string>): Promise<string[]> {
  const shell = { shell: 'bash', cwd, env: { NO_COLOR: '1', ...env }, stdin: 'ignore' } as const
  const created = await execa(`${command} shop --yes --owner team-shop --no-git --json`, shell)
  const { next } = JSON.parse(created.stdout) as { next: string[] }
  const typed = next.join(' && ').replace('add-service products', 'add-service products --yes --no-install')
  await execa(typed, shell)
  expect(readdirSync(join(cwd, 'shop', 'services'))).toEqual(['products'])
  return next
}

it('is npx with the tarball, after npx with the tarball', async () => {
  const home = emptyFolder()
  const npx = `npx --yes --package=${tarball()} create-microservice`
  const next = await createAndGoOn(home, npx, { npm_config_cache: join(home, 'cache') })
  expect(next).toEqual([
    'cd shop',
    `npx --yes --package=${tarball()} msvc add-service products`,
    `npx --yes --package=${tarball()} msvc lint`,
  ])
})

it('is npx msvc where a project above has it installed', async () => {
  const home = emptyFolder()
  await execa('npm', ['init', '--yes'], { cwd: home })
  await execa('npm', ['install', '--offline', tarball()], { cwd: home })
  mkdirSync(join(home, 'apps'))
  const next = await createAndGoOn(join(home, 'apps'), 'npx create-microservice', {})
  expect(next).toEqual(['cd shop', 'npx msvc add-service products', 'npx msvc lint'])
})

it('is msvc where it is installed globally', async () => {
  const home = emptyFolder()
  const prefix = join(home, 'prefix')
  await execa('npm', ['install', '--global', '--offline', '--prefix', prefix, tarball()])
  const PATH = `${join(prefix, 'bin')}:${process.env['PATH']}`
  const next = await createAndGoOn(home, 'create-microservice', { PATH })
  expect(next).toEqual(['cd shop', 'msvc add-service products', 'msvc lint'])
})
