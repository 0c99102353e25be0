import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { invocation } from '../../src/cli/invocation.ts'

let base: string
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'msvc-invocation-')))
})
afterEach(() => rmSync(base, { recursive: true }))

const version = '1.2.3'

/** Installs us below a folder as npm does: the package, and a link to its program in `bin`. */
function install(folder: string, bin: string, of = { name: 'create-microservice', version }): string {
  const root = join(folder, 'node_modules', of.name)
  mkdirSync(join(root, 'bin'), { recursive: true })
  writeFileSync(join(root, 'package.json'), JSON.stringify(of))
  writeFileSync(join(root, 'bin', 'msvc.js'), '')
  mkdirSync(bin, { recursive: true })
  symlinkSync(join(root, 'bin', 'msvc.js'), join(bin, 'msvc'))
  return root
}

function folder(...names: string[]): string {
  const path = join(base, ...names)
  mkdirSync(path, { recursive: true })
  return path
}

it('is msvc where the PATH has this version of us', () => {
  const bin = join(base, 'prefix', 'bin')
  const packageRoot = install(join(base, 'prefix', 'lib'), bin)
  expect(invocation(folder('shop'), { packageRoot, version, path: bin })).toBe('msvc')
})

it('is not msvc where another program of that name comes first on the PATH', () => {
  const [strange, ours] = [folder('strange'), join(base, 'bin')]
  writeFileSync(join(strange, 'msvc'), '')
  const packageRoot = install(join(base, 'lib'), ours)
  const path = [strange, ours].join(delimiter)
  expect(invocation(folder('shop'), { packageRoot, version, path })).toBe(
    'npx --yes --package=create-microservice@1.2.3 msvc',
  )
})

it('does not count folders that npm adds to the PATH while it runs us', () => {
  const bin = join(base, 'cache', 'node_modules', '.bin')
  const packageRoot = install(join(base, 'cache'), bin)
  expect(invocation(folder('shop'), { packageRoot, version, path: bin })).toBe(
    'npx --yes --package=create-microservice@1.2.3 msvc',
  )
})

it('is npx msvc where a folder above has us installed', () => {
  const packageRoot = install(base, join(base, 'node_modules', '.bin'))
  expect(invocation(folder('apps', 'shop'), { packageRoot, version, path: '' })).toBe('npx msvc')
})

it.each([
  ['another version of us', { name: 'create-microservice', version: '1.0.0' }],
  ['another package', { name: 'msvc', version }],
])('is not npx msvc where that would run %s', (_, installed) => {
  const packageRoot = install(join(base, 'cache'), join(base, 'cache', 'node_modules', '.bin'))
  install(base, join(base, 'node_modules', '.bin'), installed)
  expect(invocation(folder('shop'), { packageRoot, version, path: '' })).toBe(
    'npx --yes --package=create-microservice@1.2.3 msvc',
  )
})

it.each([
  ['^1.2.3', 'create-microservice@1.2.3'],
  ['file:../pack/create.tgz', 'BASE/pack/create.tgz'],
  ['https://example.com/create.tgz', 'https://example.com/create.tgz'],
  ['github:someone/create-microservice', 'github:someone/create-microservice'],
])('asks npx for what this run came from: %s', (spec, expected) => {
  const cache = join(base, '_npx', '0a1b')
  const packageRoot = install(join(base, '_npx', '0a1b'), join(cache, 'node_modules', '.bin'))
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ dependencies: { 'create-microservice': spec } }))
  const source = expected.replace('BASE', join(base, '_npx'))
  expect(invocation(folder('shop'), { packageRoot, version, path: '' })).toBe(`npx --yes --package=${source} msvc`)
})

it('is a path where we run from a clone', () => {
  const packageRoot = dirname(folder('my clone', 'bin'))
  const program = join(packageRoot, 'bin', 'msvc.js')
  expect(invocation(folder('shop'), { packageRoot, version, path: '' })).toBe(`node "${program}"`)
})
