import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { create, emptyFolder, msvc, writeFiles } from './shell.ts'

describe('what is kept between runs', () => {
  let root = ''
  const kept = () => join(root, '.msvc/cache')
  const parts = () =>
    [...new Set(readdirSync(kept()).flatMap((name) => (name === '.gitignore' ? [] : name.split('-')[0])))].sort()

  beforeAll(async () => {
    const folder = emptyFolder({ keep: true })
    const made = await create(folder, 'store', '--example', 'store', '--yes', '--no-install')
    expect(made, made.stderr).toMatchObject({ code: 0 })
    root = join(folder, 'store')
  })

  it('change no report, byte for byte, and nothing in the tree', async () => {
    const orders = ['lint', 'lint --json --preset strict', 'lint --format sarif', 'graph --format json']
    for (const order of orders) {
      const words = order.split(' ')
      const plain = await msvc(root, ...words, '--no-cache')
      const [cold, warm] = [await msvc(root, ...words), await msvc(root, ...words)]
      expect(cold).toEqual(plain)
      expect(warm).toEqual(plain)
    }
    expect(parts()).toEqual(['answer', 'facts', 'tree'])
    expect(
      execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], { cwd: root, encoding: 'utf8' }),
    ).not.toMatch(/msvc\/|facts|answer/)
  })

  it.runIf(process.version.startsWith('v20.'))('hold what a usual run has compiled, and use it', async () => {
    const compiled = join(inject('installed'), 'node_modules/create-microservice/dist/.compiled')
    const ofLint = () =>
      (existsSync(compiled) ? readdirSync(compiled) : [])
        .filter((name) => name.startsWith('look.') && name.endsWith('-lint'))
        .map((name) => ({ name, file: statSync(join(compiled, name)).ino }))
    for (const { name } of ofLint()) rmSync(join(compiled, name))
    await msvc(root, 'lint', '--no-cache')
    expect(ofLint()).toEqual([]) // one that judges anew calls far more
    await msvc(root, 'lint')
    await msvc(root, 'lint')
    const kept = ofLint()
    expect(kept).toHaveLength(1)
    await msvc(root, 'lint', '--no-cache')
    await msvc(root, 'lint')
    expect(ofLint()).toEqual(kept) // V8 has taken it, else it would be written anew
  })

  it('give way to what a file says now', async () => {
    const [one, other] = readdirSync(join(root, 'services'))
    const file = join(root, `services/${one}/src/reach.ts`)
    const before = await msvc(root, 'lint', '--json')
    writeFileSync(file, `import '../../${other}/src/main.ts'\n`)
    const after = await msvc(root, 'lint', '--json')
    expect(after.stdout).toContain('cross-service-import')
    expect(after.stdout).toBe((await msvc(root, 'lint', '--json', '--no-cache')).stdout)
    execFileSync('rm', [file])
    expect(await msvc(root, 'lint', '--json')).toEqual(before)
  })

  it('may be used by many runs at once', async () => {
    execFileSync('rm', ['-r', kept()])
    const plain = await msvc(root, 'lint', '--json', '--no-cache')
    const runs = await Promise.all(Array.from({ length: 6 }, () => msvc(root, 'lint', '--json')))
    for (const run of runs) expect(run).toEqual(plain)
    expect(parts()).toEqual(['answer', 'facts', 'tree'])
  })

  it('are no error where they are spoilt, or cannot be kept', async () => {
    const plain = await msvc(root, 'lint', '--json', '--no-cache')
    for (const name of readdirSync(kept())) {
      writeFileSync(join(kept(), name), readFileSync(join(kept(), name)).subarray(0, 500))
    }
    expect(await msvc(root, 'lint', '--json')).toEqual(plain)
    execFileSync('rm', ['-r', kept()])
    writeFileSync(kept(), 'a file is in the way')
    expect(await msvc(root, 'lint', '--json')).toEqual(plain)
    execFileSync('rm', [kept()])
  })

  it('are written through no link, and nowhere where there is no place for them', async () => {
    const [folder, outside] = [emptyFolder(), emptyFolder()]
    writeFiles(folder, { 'msvc.yaml': 'version: 1\n', 'a/Dockerfile': 'FROM scratch\n' })
    symlinkSync(outside, join(folder, 'node_modules'))
    await msvc(folder, 'lint')
    expect(readdirSync(outside)).toEqual([])
    execFileSync('rm', [join(folder, 'node_modules')])
    mkdirSync(join(folder, 'node_modules'))
    await msvc(folder, 'lint')
    expect(existsSync(join(folder, 'node_modules/.cache/msvc/tree'))).toBe(true)
  })
})
