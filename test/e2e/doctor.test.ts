import { describe, expect, it } from 'vitest'
import { emptyFolder, msvc, writeFiles } from './shell.ts'

const catalog = (stack: string): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: stock
  annotations:
    msvc.dev/stack: ${stack}
spec:
  type: service
  lifecycle: production
  owner: team-a
`

interface Listed {
  readonly ok: boolean
  readonly tools: readonly { readonly name: string; readonly version: string | null; readonly purpose: string }[]
}

async function listed(files: Readonly<Record<string, string>>): Promise<Listed> {
  const folder = emptyFolder()
  writeFiles(folder, { 'msvc.yaml': 'version: 1\n', ...files })
  return JSON.parse((await msvc(folder, 'doctor', '--json')).stdout) as Listed
}

describe('msvc doctor', () => {
  it('looks for what the stacks of the services are built with, and for those of no others', async () => {
    const { ok, tools } = await listed({ 'catalog-info.yaml': catalog('java-spring') })
    expect(ok).toBe(true)
    const names = tools.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['node', 'mvn', 'javac']))
    expect(names).not.toContain('cargo')
    expect(tools.find(({ name }) => name === 'mvn')?.purpose).toBe('builds services of java-spring')
  })

  it('finds tools where the catalog is broken, too', async () => {
    const { tools } = await listed({ 'catalog-info.yaml': 'kind: [\n' })
    expect(tools.find(({ name }) => name === 'node')?.version).toBe(process.version.slice(1))
  })
})
