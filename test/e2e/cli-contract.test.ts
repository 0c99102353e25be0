import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { create, emptyFolder, msvc, program, sh, snapshot, writeFiles } from './shell.ts'

const commands = [
  'add-service',
  'init',
  'list',
  'show',
  'graph',
  'affected',
  'lint',
  'verify',
  'explain',
  'doctor',
  'completion',
]
const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

describe('help and version', () => {
  it.each(['msvc', 'create-microservice'] as const)('%s --version', async (name) => {
    expect(await sh(emptyFolder(), program(name), '--version')).toEqual({ code: 0, stdout: version, stderr: '' })
  })

  it('names every command, and no other', async () => {
    const { stdout } = await msvc(emptyFolder(), '--help')
    expect([...stdout.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name).sort()).toEqual([...commands].sort())
  })

  it.each(commands)('%s --help shows examples and the common options', async (command) => {
    const { code, stdout, stderr } = await msvc(emptyFolder(), command, '--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const part of ['Examples:', '--json', '--cwd <dir>', '--debug', '--no-color']) expect(stdout).toContain(part)
  })

  it('colours help only where colours are wanted', async () => {
    const help = (env: Record<string, string>) => execa(program('msvc'), ['--help'], { env, extendEnv: true })
    expect((await help({ NO_COLOR: '1', FORCE_COLOR: '' })).stdout).toContain('\u001b[1m')
    expect((await help({ FORCE_COLOR: '0' })).stdout).not.toContain('\u001b')
  })

  it.each(['msvc', 'create-microservice'] as const)(
    '%s says what the build has written, and what it would make anew',
    async (name) => {
      const made = await execa(program(name), ['--help'], { env: { FORCE_COLOR: '0' }, extendEnv: true })
      const { FORCE_COLOR: _, ...env } = process.env
      const written = await execa(program(name), ['--help'], { env, extendEnv: false })
      expect(written.stdout).toBe(made.stdout)
    },
  )

  it('says nothing when its reader goes away', async () => {
    const shell = `"${program('msvc')}" --help | true; "${program('msvc')}" explain | true`
    expect((await sh(emptyFolder(), 'bash', '-c', shell)).stderr).toBe('')
  })

  it.each([
    ['18.20.8', 2],
    ['20.18.3', 2],
    ['21.7.3', 2],
    ['22.12.0', 2],
    ['20.19.0', 0],
    ['22.13.0', 0],
    ['24.0.0', 0],
  ])('runs or refuses on Node %s', async (node, code) => {
    const start = join(realpathSync(program('msvc')), '../start.js')
    const script = `Object.defineProperty(process, 'versions', { value: { node: '${node}' } })
      process.argv = [process.execPath, 'msvc', '--version']
      require(${JSON.stringify(start)})('msvc')`
    const outcome = await sh(emptyFolder(), process.execPath, '-e', script)
    expect(outcome.code).toBe(code)
    if (code !== 0) expect(outcome.stderr).toMatch(/^error: this is Node\.js .+ needs 20\.19 or later.+\n?$/)
  })
})

it('completes commands and their options in bash', async () => {
  const complete = (line: string) =>
    sh(
      emptyFolder(),
      'bash',
      '-c',
      `source <("${program('msvc')}" completion bash); COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _msvc; echo "\${COMPREPLY[@]}"`,
    )
  expect((await complete('msvc a')).stdout).toBe('add-service affected')
  expect((await complete('msvc graph --form')).stdout).toBe('--format')
})

it('writes a drawing to the file that is named, as lint does its reports', async () => {
  const folder = emptyFolder()
  writeFiles(folder, { 'orders/Dockerfile': 'FROM node:24\n', 'orders/main.js': '' })
  const drawn = await msvc(folder, 'graph', '--format', 'svg=out/map.svg')
  expect(drawn).toMatchObject({ code: 0, stdout: '', stderr: '1 service, 0 edges: see out/map.svg' })
  const onStdout = await msvc(folder, 'graph', '--format', 'svg')
  expect(readFileSync(join(folder, 'out/map.svg'), 'utf8').trimEnd()).toBe(onStdout.stdout)
})

describe('wrong use', () => {
  it.each([
    [['lnt'], "unknown command 'lnt'", 'Did you mean lint?'],
    [['list', '--jsn'], "unknown option '--jsn'", 'Did you mean --json?'],
    [['show'], "missing required argument 'service'", 'msvc show --help'],
    [['explain', '--al', 'lint'], "unknown option '--al'", 'msvc explain --help'],
    [['graph', '--format', 'mermiad'], 'graph has no format "mermiad"', 'Did you mean "mermaid"?'],
    [['graph', '--format', 'html='], '"--format html=" names no file', '--format html=<file>'],
    [['explain', 'shared-databse'], 'no rule "shared-databse"', 'Did you mean "shared-database"?'],
    [['lint', '--rule', 'shared-databse'], 'no rule "shared-databse"', 'Did you mean "shared-database"?'],
    [['lint', '--format', 'srif=x'], 'no format "srif"', 'Did you mean "sarif"?'],
    [['completion', 'bsh'], 'no completion for "bsh"', 'Did you mean "bash"?'],
    [['affected'], 'what to compare with', '--since'],
    [['list', '--cwd', 'nowhere'], 'no folder', '--cwd'],
    [['add-service'], 'needs a name', 'msvc add-service <name>'],
    [['add-service', 'x1', '--owner', 'a', '--stack', 'node-fasty'], 'no stack "node-fasty"', 'Did you mean'],
    [['add-service', 'x1', '--owner', 'a', '--port', 'many'], '"many" is no port', '--port'],
  ])('%j', async (args, message, hint) => {
    const folder = emptyFolder()
    const { code, stdout, stderr } = await msvc(folder, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`error: `)
    expect(stderr).toContain(message)
    expect(stderr).toContain(hint)
    expect(readdirSync(folder)).toEqual([])
    const asJson = await msvc(folder, ...args, '--json')
    expect(asJson.code).toBe(2)
    expect(JSON.parse(asJson.stdout).error.message).toContain(message)
  })

  it('create-microservice names what is missing', async () => {
    const { code, stderr } = await create(emptyFolder(), '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('create-microservice <directory>')
  })

  it('create-microservice does not write among files without --force', async () => {
    const folder = emptyFolder()
    writeFiles(folder, { 'shop/README.md': 'mine\n' })
    const before = snapshot(folder)
    const { code, stderr } = await create(folder, 'shop', '--yes')
    expect(code).toBe(2)
    expect(stderr).toContain('is not empty: it holds README.md')
    expect(snapshot(folder)).toEqual(before)
  })

  it('shows where a fault in msvc.yaml lies, with the line', async () => {
    const folder = emptyFolder()
    writeFiles(folder, { 'msvc.yaml': 'version: 1\nname: shop\nportz:\n  from: 1\n' })
    const { code, stderr } = await msvc(folder, 'list')
    expect(code).toBe(2)
    expect(stderr).toContain('--> msvc.yaml:3:1')
    expect(stderr).toContain('3 | portz:')
    expect(stderr).toContain('Did you mean "ports"?')
  })
})

describe('what goes on after the write', () => {
  /** A PATH with nothing on it but these programs. */
  async function pathWith(folder: string, ...names: string[]): Promise<string> {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    for (const name of names) symlinkSync((await sh(folder, 'which', name)).stdout, join(bin, name))
    return bin
  }
  const make = (cwd: string, env: Record<string, string>, ...args: string[]) =>
    execa(program('create-microservice'), ['shop', '--service', 'products', '--yes', ...args], {
      cwd,
      env: { NO_COLOR: '1', ...env },
      reject: false,
    })

  it('keeps the files when npm is missing, and says how to go on', async () => {
    const home = emptyFolder()
    const { exitCode, stderr } = await make(home, { PATH: await pathWith(home, 'node', 'git') }, '--no-git')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('npm is not installed')
    expect(stderr).toContain('(cd shop/services/products && npm ci)')
    expect(readdirSync(join(home, 'shop'))).toContain('msvc.yaml')
  })

  it('does without a first commit when git knows no author, and says how to make it', async () => {
    const home = emptyFolder()
    const env = { HOME: home, XDG_CONFIG_HOME: home, GIT_CONFIG_NOSYSTEM: '1', EMAIL: '' }
    const { exitCode, stderr } = await make(home, env, '--no-install')
    expect(exitCode, stderr).toBe(0)
    expect(stderr).toContain('git config user.name')
  })

  it('makes no repository inside a repository, and says so', async () => {
    const home = emptyFolder()
    await sh(home, 'git', 'init', '--quiet')
    const { exitCode, stderr } = await make(home, {}, '--no-install')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('is a git repository already')
    expect(readdirSync(join(home, 'shop'))).not.toContain('.git')
  })
})

it('leaves the tree as before when Ctrl-C comes while it writes', async () => {
  const newShop = async (): Promise<string> => {
    const home = emptyFolder()
    await create(home, 'shop', '--yes', '--owner', 'team-shop', '--no-git')
    return join(home, 'shop')
  }
  const add = ['add-service', 'checkout', '--yes', '--no-install']
  const done = await newShop()
  expect((await msvc(done, ...add)).code).toBe(0)
  const complete = snapshot(done)
  const codes = new Set<number | null>()
  for (let delay = 40; delay <= 400; delay += 20) {
    const shop = await newShop()
    const before = snapshot(shop)
    const child = spawn(program('msvc'), add, { cwd: shop })
    const ended = new Promise<number | null>((settle) => child.on('close', (code) => settle(code)))
    await setTimeout(delay)
    child.kill('SIGINT')
    const code = await ended
    codes.add(code)
    expect([null, 130, 0]).toContain(code)
    // No code: the signal came before there was anything to undo, or when all was said and the process about to end.
    const allowed = code === 130 ? [before] : code === 0 ? [complete] : [before, complete]
    expect(allowed, `after ${delay} ms`).toContainEqual(snapshot(shop))
    // On a busy machine even the first signal may come after the end.
    if (code === 0 && codes.size > 1) break
  }
  expect(codes).not.toEqual(new Set([0]))
})
