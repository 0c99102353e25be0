import { describe, expect, it } from 'vitest'
import type { RawFinding } from '../../src/lint/finding.ts'
import { withFingerprints } from '../../src/lint/fingerprint.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

const finding = (line: number, more: Partial<RawFinding> = {}): RawFinding => ({
  rule: 'r',
  severity: 'error',
  message: 'm',
  why: 'w',
  help: 'h',
  services: ['a', 'b'],
  at: { file: 'a/x.ts', line, column: 1 },
  related: [],
  ...more,
})
const names = (text: string, ...findings: RawFinding[]): string[] =>
  withFingerprints(findings, () => text).map(({ fingerprint }) => fingerprint)

describe('withFingerprints', () => {
  const [first = ''] = names("import 'x'\n", finding(1))

  it.each([
    ['lines before it', "\n\nimport 'x'\n", finding(3)],
    ['Windows line ends', "import 'x'\r\n", finding(1)],
    ['a formatter', '  import   "x" ;', finding(1)],
    ['another wording', "import 'x'", finding(1, { message: 'n', help: 'i', severity: 'warning' })],
    ['a comment that allows another rule there', "import 'x' // msvc-ignore s: why", finding(1)],
    ['another column', "import 'x'", finding(1, { at: { file: 'a/x.ts', line: 1, column: 5 } })],
  ])('keeps the name through %s', (_, text, moved) => {
    expect(names(text, moved)).toEqual([first])
  })

  it.each([
    ['rule', finding(1, { rule: 's' })],
    ['file', finding(1, { at: { file: 'a/y.ts', line: 1, column: 1 } })],
    ['service', finding(1, { services: ['a', 'c'] })],
    ['file on the other side', finding(1, { related: [{ file: 'z', line: 1, column: 1, message: '' }] })],
  ])('names it anew for another %s', (_, other) => {
    expect(names("import 'x'\n", other)).not.toEqual([first])
  })

  it('names it anew when the line says something else', () => {
    expect(names("import 'y'\n", finding(1))).not.toEqual([first])
  })

  it('counts those that are alike, so that each name is there once', () => {
    const alike = names("import 'x'\nimport 'x'\n", finding(1), finding(2), finding(2, { message: 'n' }))
    expect(alike.map((name) => name.split(':')[1])).toEqual(['1', '2', '3'])
    expect(new Set(alike.map((name) => name.split(':')[0])).size).toBe(1)
  })

  it('does without text, and behind the end of the file', () => {
    expect(withFingerprints([finding(1)], () => undefined)).toHaveLength(1)
    expect(names('', finding(99))).toHaveLength(1)
  })
})

it('stays with a finding about a whole service while comments are written above its Dockerfile', async () => {
  const catalog =
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: users }\nspec: { type: service, lifecycle: production, owner: team-a }\n'
  const fingerprints = async (dockerfile: string) => {
    const tree = {
      'users/catalog-info.yaml': catalog,
      'orders/Dockerfile': dockerfile,
      'orders/main.go': 'package main\n',
    }
    const only = ['unregistered-service']
    const { findings } = await lintRepository(memoryRepository(tree), { only, today: '2026-11-23' })
    return findings.map(({ fingerprint }) => fingerprint)
  }
  const before = await fingerprints('FROM golang:1.22 AS build\nFROM scratch\n')
  expect(before).toHaveLength(1)
  expect(await fingerprints('# escape=`\n\nFROM golang:1.22 AS build\nFROM scratch\n')).toEqual(before)
})
