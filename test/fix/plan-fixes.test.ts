import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planFixes } from '../../src/fix/plan-fixes.ts'
import { parsePage } from '../../src/lint/page.ts'
import { rules } from '../../src/lint/rules/index.ts'
import { lintRepository } from '../../src/lint/run.ts'
import type { Operation } from '../../src/plan/operation.ts'
import { memoryRepository } from '../../src/repository/memory.ts'
import { folderPacks } from '../../src/scaffold/folder-packs.ts'

const root = join(import.meta.dirname, '../..')
const packs = folderPacks(join(root, 'templates'))
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

/** What `--fix` makes of a repository, with the findings before and after. */
async function fixed(files: Record<string, string>, only?: string[]) {
  const repository = memoryRepository(files)
  const lint = (tree: typeof repository) => lintRepository(tree, { only, today: '2026-11-23' })
  const digestOf = async (image: string) => (/^node(?::24)?$/.test(image) ? digest : undefined)
  const { plan, before, after } = await planFixes(repository, lint, { repository, packs, digestOf })
  const changed = Object.fromEntries(
    plan.operations.flatMap((operation: Operation) =>
      operation.kind === 'create' || operation.kind === 'change'
        ? [
            [
              operation.path,
              typeof operation.content === 'string' ? operation.content : Buffer.from(operation.content).toString(),
            ],
          ]
        : [],
    ),
  )
  const say = ({ findings }: typeof before) => findings.map(({ rule, at }) => `${at.file}:${at.line} ${rule}`)
  return { changed, before: say(before), after: say(after) }
}

const pages = rules.flatMap((rule) => {
  const text = readFileSync(join(root, 'src/lint/rules', rule.group, rule.id, 'rule.md'), 'utf8')
  return parsePage(text).examples.map((example) => ({ rule, example }))
})

describe('the examples of the pages', () => {
  const mended = pages.filter(({ example }) => Object.keys(example.fixed).length > 0)

  it.each(mended.map((each) => [`${each.rule.id}: ${each.example.title}`, each] as const))(
    '%s',
    async (_, { rule, example }) => {
      const { changed } = await fixed(example.files, [rule.id])
      expect(changed).toEqual(example.fixed)
      // To mend what is mended changes nothing.
      expect((await fixed({ ...example.files, ...changed }, [rule.id])).changed).toEqual({})
    },
  )

  it('show each rule that says it can be mended, and no other carries a fix', async () => {
    const shown = new Set(mended.map(({ rule }) => rule.id))
    expect([...shown].sort()).toEqual(rules.flatMap(({ id, fixes }) => (fixes === undefined ? [] : [id])).sort())
    const told = readFileSync(join(root, 'docs/lint.md'), 'utf8')
    for (const { id, fixes } of rules) {
      if (fixes === undefined) continue
      expect(fixes).toMatch(/^[A-Z].{10,130}[.]$/)
      expect(told).toContain(`| [${id}](rules/${id}.md) | ${fixes} |`)
    }
    const silent = pages.filter(({ rule, example }) => rule.fixes === undefined && example.verdict === 'bad')
    for (const { rule, example } of silent) {
      const { findings } = await lintRepository(memoryRepository(example.files), {
        only: [rule.id],
        today: '2026-11-23',
      })
      expect(
        findings.flatMap(({ fix }) => fix ?? []),
        rule.id,
      ).toEqual([])
    }
  })
})

const entity = (name: string, more = ''): string => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}   # said twice
spec:
  type: service
  lifecycle: production
  owner: "team-a"
${more}`

describe('several fixes', () => {
  it('of one file compose, and one that shows another is followed by it', async () => {
    const files = {
      'msvc.yaml': 'version: 1\nname: shop\nowner: team-a\n',
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: shop }\nspec:\n  targets:\n    - ./services/a/catalog-info.yaml # first\n',
      'services/a/catalog-info.yaml': entity('a', '\n# The end.\n'),
      'services/a/main.ts': "query('http://c:8080/v1/x')\nquery('http://b:8080/v1/y')\n",
      'services/b/catalog-info.yaml': entity('b'),
      'services/b/Dockerfile': 'FROM node:24.1\nUSER node\n',
      'services/b/main.ts': '',
      'services/c/Dockerfile': 'FROM node:24.1\nUSER node\n',
      'services/c/main.ts': "query('http://b:8080/v1/z')\n",
    }
    const only = ['unregistered-service', 'undeclared-dependency', 'catalog-schema', 'dangling-reference']
    const { changed, after } = await fixed(files, only)
    expect(after).toEqual([])
    expect(changed).toEqual({
      'catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: shop }\nspec:\n  targets:\n    - ./services/a/catalog-info.yaml # first\n    - ./services/b/catalog-info.yaml\n    - ./services/c/catalog-info.yaml\n',
      'services/a/catalog-info.yaml': entity('a', '  dependsOn:\n    - component:b\n    - component:c\n\n# The end.\n'),
      'services/c/catalog-info.yaml': [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata:',
        '  name: c',
        '  annotations:',
        '    msvc.dev/path: services/c',
        '    msvc.dev/language: typescript',
        'spec:',
        '  type: service',
        '  lifecycle: production',
        '  owner: team-a',
        '  dependsOn:',
        '    - component:b',
        '',
      ].join('\n'),
    })
    expect((await fixed({ ...files, ...changed }, only)).changed).toEqual({})
  })

  it('keep CRLF and a mark at the start, and the lines that comments go by', async () => {
    const file =
      '\uFEFF# msvc-ignore unpinned-base-image\r\n# msvc-ignore unpinned-base-image: old\r\nFROM scratch\r\nFROM node:24 AS x\r\nRUN true\r\n# msvc-ignore unpinned-base-image: kept\r\nFROM busybox\r\n'
    const only = ['unpinned-base-image', 'void-suppression']
    const { changed } = await fixed(
      { Dockerfile: file, 'msvc.yaml': 'version: 1\nlint: { rules: { unpinned-base-image: { require: digest } } }\n' },
      only,
    )
    expect(changed).toEqual({
      Dockerfile: `\uFEFF# msvc-ignore unpinned-base-image\r\nFROM scratch\r\nFROM node:24@${digest} AS x\r\nRUN true\r\n# msvc-ignore unpinned-base-image: kept\r\nFROM busybox\r\n`,
    })
  })

  it('leave alone what cannot be changed without a guess', async () => {
    const files = {
      'catalog-info.yaml': `${entity('a', '  dependsOn: &all [component:x]\n')}`,
      'b/catalog-info.yaml': entity('b', '  dependsOn: "component:a"\n'),
      'b/main.ts': "query('http://c:8080')",
      'c/catalog-info.yaml': `${entity('c')}---\n${entity('c')}`,
      'c/main.ts': "query('http://b:8080')",
      'd/Dockerfile': 'FROM unknown\n',
    }
    const { changed, before, after } = await fixed(files, [
      'undeclared-dependency',
      'unregistered-service',
      'unpinned-base-image',
    ])
    expect(changed).toEqual({})
    expect(after).toEqual(before)
  })
})
