import { describe, expect, it } from 'vitest'
import { baselineText } from '../../src/lint/baseline.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const entry = (name: string, spec = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: service
  lifecycle: production
  owner: team-a
${spec}`
/** `a` calls `b`; each image has no tag; `c` has to do with nobody. */
const before: Record<string, string> = {
  'a/catalog-info.yaml': entry('a', "  dependsOn: ['component:b']\n"),
  'b/catalog-info.yaml': entry('b'),
  'c/catalog-info.yaml': entry('c'),
  'b/openapi.yaml': 'openapi: 3.1.0\n',
  ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}/Dockerfile`, 'FROM node\n'])),
}
const rules = ['unpinned-base-image', 'dangling-reference', 'cross-service-import', 'latest-tag']

async function said(changes: Record<string, string | undefined>, only: readonly string[] | undefined = rules) {
  const now = Object.fromEntries(
    Object.entries({ ...before, ...changes }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  )
  const change = { label: 'x', files: Object.keys(changes), before: memoryRepository(before) }
  const result = await lintRepository(memoryRepository(now), { only, today: '2026-11-23', change })
  const places = result.findings.map(({ at, rule }) => `${at.file} ${rule}`)
  return { places, concerned: result.change?.services, baseline: result.baseline }
}

describe('a change', () => {
  it.each([
    ['in a file of a service concerns it', { 'c/x.ts': '' }, ['c'], ['c/Dockerfile unpinned-base-image']],
    [
      'in a contract concerns those who call it',
      { 'b/openapi.yaml': 'openapi: 3.0.0\n' },
      ['a', 'b'],
      ['a/Dockerfile unpinned-base-image', 'b/Dockerfile unpinned-base-image'],
    ],
    ['in code concerns no callers', { 'b/x.ts': '' }, ['b'], ['b/Dockerfile unpinned-base-image']],
    ['outside of services concerns none', { 'README.md': 'x' }, [], []],
    [
      'in msvc.yaml concerns all',
      { 'msvc.yaml': 'version: 1\n' },
      ['a', 'b', 'c'],
      ['a', 'b', 'c'].map((name) => `${name}/Dockerfile unpinned-base-image`),
    ],
    [
      'in a manifest elsewhere concerns whom it speaks of',
      { 'compose.yaml': 'services: { c: { build: ./c } }\n' },
      ['c'],
      ['c/Dockerfile unpinned-base-image'],
    ],
    [
      'in files of nobody shows what it says itself',
      { 'infra/Dockerfile': 'FROM node\nCMD ["node"]\n' },
      [],
      ['infra/Dockerfile unpinned-base-image'],
    ],
  ])('%s', async (_, changes, services, places) => {
    expect(await said(changes)).toMatchObject({ concerned: services, places })
  })

  it('that takes a service away shows who still names it', async () => {
    const gone = { 'b/catalog-info.yaml': undefined, 'b/openapi.yaml': undefined, 'b/Dockerfile': undefined }
    expect(await said(gone)).toMatchObject({ concerned: [], places: ['a/catalog-info.yaml dangling-reference'] })
  })

  it('leaves known findings out, and says nothing of mended ones', async () => {
    const { findings } = await lintRepository(memoryRepository(before), { today: '2026-11-23' })
    const known = { '.msvc-baseline.json': baselineText(findings) }
    const mended = { 'a/Dockerfile': undefined, 'b/x.ts': '', 'b/Dockerfile': 'FROM node\nFROM node:24\n' }
    const { places, baseline } = await said({ ...known, ...mended }, undefined)
    expect(places.filter((place) => place.includes('unpinned'))).toEqual([])
    expect(baseline).toMatchObject({ exists: true, mended: [] })
  })

  it('to a tree whose msvc.yaml could not be read shows all there is', async () => {
    const broken = memoryRepository({ ...before, 'msvc.yaml': 'version: 9\n' })
    const change = { label: 'x', files: ['README.md'], before: broken }
    const { findings } = await lintRepository(memoryRepository(before), { only: rules, today: '2026-11-23', change })
    expect(findings).toHaveLength(3)
  })
})
