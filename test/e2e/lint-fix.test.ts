import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { emptyFolder, msvc, snapshot, writeFiles } from './shell.ts'

const entity = (name: string, more = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: team-a # ours
${more}`

const files = {
  'orders/catalog-info.yaml': entity('orders'),
  'orders/main.py': "import requests\nrequests.get('http://stock:8080/v1/items', timeout=2)\n",
  'stock/catalog-info.yaml': entity('stock'),
}

it('shows what it would mend, mends it, and has nothing to do then', async () => {
  const folder = emptyFolder()
  writeFiles(folder, files)
  const before = snapshot(folder)
  const lint = (...more: string[]) => msvc(folder, 'lint', '--rule', 'undeclared-dependency', ...more)
  expect(await lint()).toMatchObject({ code: 1 })

  const shown = await lint('--fix', '--dry-run')
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.stdout).toContain('+  dependsOn:\n+    - component:stock')
  const asJson = JSON.parse((await lint('--fix', '--dry-run', '--json')).stdout)
  expect(asJson).toMatchObject({ version: 1, applied: false })
  expect(JSON.stringify(asJson)).toContain('orders/catalog-info.yaml')
  expect(snapshot(folder)).toEqual(before)

  const mended = await lint('--fix', '--yes')
  expect(mended, mended.stderr).toMatchObject({ code: 0 })
  expect(mended.stderr).toContain('1 finding mended in 1 file; 0 findings left.')
  const written = readFileSync(join(folder, 'orders/catalog-info.yaml'), 'utf8')
  expect(written).toBe(entity('orders', '  dependsOn:\n    - component:stock\n'))

  const after = snapshot(folder)
  expect(await lint('--fix', '--yes')).toMatchObject({ code: 0 })
  expect(snapshot(folder)).toEqual(after)
})

it('refuses what contradicts it', async () => {
  const folder = emptyFolder()
  for (const more of [['--staged'], ['--update-baseline'], ['--prune']])
    expect(await msvc(folder, 'lint', '--fix', ...more)).toMatchObject({ code: 2 })
  expect(await msvc(folder, 'lint', '--yes')).toMatchObject({ code: 2 })
})
