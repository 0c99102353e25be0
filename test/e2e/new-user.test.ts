import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { create, emptyFolder, msvc, sh } from './shell.ts'

it('takes a new user from nothing to a workspace whose lint guards it', async () => {
  const home = emptyFolder()
  const shop = join(home, 'shop')

  const created = await create(home, 'shop', '--example', 'store', '--yes')
  expect(created, created.stderr).toMatchObject({ code: 0 })

  const journey = await sh(shop, 'npm', 'run', 'demo')
  expect(journey, journey.stdout + journey.stderr).toMatchObject({ code: 0 })

  const added = await msvc(
    shop,
    'add-service',
    'reviews',
    '--stack',
    'node-fastify',
    '--owner',
    'team-reviews',
    '--yes',
  )
  expect(added, added.stderr).toMatchObject({ code: 0 })
  const reviews = join(shop, 'services', 'reviews')
  for (const script of ['format:check', 'lint', 'typecheck', 'test', 'build']) {
    const ran = await sh(reviews, 'npm', 'run', script)
    expect(ran, `${script}\n${ran.stdout}${ran.stderr}`).toMatchObject({ code: 0 })
  }

  const clean = await msvc(shop, 'lint')
  expect(clean, clean.stdout).toMatchObject({ code: 0 })

  const main = join(reviews, 'src', 'main.ts')
  const before = readFileSync(main)
  appendFileSync(main, "\nimport '../../products/src/main.ts'\n")
  const broken = await msvc(shop, 'lint')
  expect(broken.code).toBe(1)
  expect(broken.stdout).toContain('cross-service-import')
  expect(broken.stdout).toContain('services/reviews/src/main.ts')
  expect(broken.stdout).toContain('services/products/src/main.ts')
  expect(broken.stdout).toMatch(/help|mend|fix/i)

  const asJson = JSON.parse((await msvc(shop, 'lint', '--format', 'json')).stdout)
  expect(asJson.findings).toHaveLength(1)
  expect(asJson.findings[0]).toMatchObject({
    rule: 'cross-service-import',
    severity: 'error',
    service: 'reviews',
    file: 'services/reviews/src/main.ts',
  })

  writeFileSync(main, before)
  expect(await msvc(shop, 'lint')).toMatchObject({ code: 0 })
})
