import { spawn } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { create, emptyFolder, msvc, program, snapshot } from '../e2e/shell.ts'

const kills = Number(process.env['MSVC_KILLS'] ?? 25)
const addService = [
  'add-service',
  'checkout',
  '--stack',
  'node-fastify',
  '--owner',
  'team-shop',
  '--yes',
  '--no-install',
]

it(`leaves the tree as before or complete after each of ${kills} times kill -9`, { timeout: 1_200_000 }, async () => {
  const home = emptyFolder()
  await create(home, 'shop', '--yes', '--owner', 'team-shop', '--no-git', '--no-install')
  const pristine = join(home, 'shop')
  const before = snapshot(pristine)

  const whole = join(home, 'whole')
  cpSync(pristine, whole, { recursive: true })
  const start = performance.now()
  await msvc(whole, ...addService)
  const duration = performance.now() - start
  const complete = snapshot(whole)

  let untouched = 0
  let finished = 0
  let mended = 0
  for (let round = 0; round < kills; round++) {
    const folder = join(home, `round-${round}`)
    cpSync(pristine, folder, { recursive: true })
    await killAfter(folder, duration * ((round + 0.5) / kills) * 1.1)
    if (existsSync(join(folder, '.msvc'))) mended++
    // The next writer mends the tree before it does anything; a dry run would not show that.
    const next = await msvc(folder, 'add-service', 'other', '--stack', 'nothing-of-the-kind', '--owner', 'x', '--yes')
    expect(next.code, next.stderr).toBe(2)
    const after = snapshot(folder)
    if (Object.keys(after).length === Object.keys(before).length) {
      expect(after, `round ${round}`).toEqual(before)
      untouched++
    } else {
      expect(after, `round ${round}`).toEqual(complete)
      finished++
    }
  }
  console.log(
    `${kills} kills: ${untouched} as before, ${finished} complete, ${mended} found with a journal or lock left`,
  )
  expect(untouched).toBeGreaterThan(0)
})

/** Starts add-service and kills it, and nothing but it, `milliseconds` later. */
function killAfter(folder: string, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program('msvc'), ...addService], { cwd: folder, stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
    child.on('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
