import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { folderPacks } from '../../src/scaffold/folder-packs.ts'
import { renderLayers } from '../../src/scaffold/render.ts'
import { caseStyles } from '../../src/scaffold/words.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

/** A `templates/` folder with one stack on one layer below it. */
function templates(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'))
  made.push(folder)
  const manifest = `name: tiny
title: Tiny
language: none
ecosystem: none
layers: [platform]
commands: { install: a, format: b, lint: c, test: d, build: e, start: f }
ciImage: busybox:1
artifacts: [out]
resources: { cpuRequest: 10m, memoryRequest: 16Mi, memoryLimit: 32Mi, startSeconds: 1 }
when: { 'extra/**': wanted }
`
  for (const [path, text] of Object.entries({ 'stacks/tiny/template.yaml': manifest, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

async function render(files: Record<string, string>, context: object, remove: string[] = []) {
  const pack = await folderPacks(templates({ 'platform/base.txt': 'base', ...files })).stack('tiny')
  const rendered = renderLayers(pack.layers, context, { when: pack.manifest.when, remove })
  return Object.fromEntries(rendered.map((file) => [file.path, file.content]))
}

describe('renderLayers', () => {
  it('renders .hbs files and paths, copies all others as they stand, and names dotfiles', async () => {
    const files = await render(
      {
        'stacks/tiny/{{snake name}}/__init__.py': '',
        'stacks/tiny/_gitignore': '{{ not a template }}',
        'stacks/tiny/README.md.hbs': '# {{title name}}',
      },
      { name: 'my-api', wanted: false },
    )
    expect(files).toEqual({
      '.gitignore': '{{ not a template }}',
      'README.md': '# My Api',
      'base.txt': 'base',
      'my_api/__init__.py': '',
    })
  })

  it('lets the later layer win and leaves out what a flag or a removal hides', async () => {
    const files = { 'stacks/tiny/base.txt': 'own', 'stacks/tiny/extra/a.txt': 'a', 'platform/gone/b.txt': 'b' }
    expect(await render(files, { wanted: true }, ['gone/**'])).toEqual({ 'base.txt': 'own', 'extra/a.txt': 'a' })
    expect(await render(files, { wanted: false }, ['gone/**'])).toEqual({ 'base.txt': 'own' })
  })

  it('refuses a word that the context does not know', async () => {
    await expect(render({ 'stacks/tiny/x.hbs': '{{nobody}}' }, { wanted: false })).rejects.toThrow(/nobody/)
  })

  it('does not escape HTML and quotes YAML only where it must', async () => {
    const files = await render({ 'stacks/tiny/x.hbs': '{{name}} {{yaml name}} {{json name}}' }, { name: 'a: "<b>"' })
    expect(files['x']).toBe(`a: "<b>" 'a: "<b>"' "a: \\"<b>\\""`)
  })
})

describe('caseStyles', () => {
  it.each([
    ['checkout-api', 'checkout-api', 'checkout_api', 'CHECKOUT_API', 'CheckoutApi', 'checkoutApi', 'Checkout Api'],
    [
      'checkoutAPI v2',
      'checkout-api-v2',
      'checkout_api_v2',
      'CHECKOUT_API_V2',
      'CheckoutApiV2',
      'checkoutApiV2',
      'Checkout Api V2',
    ],
  ])('%s', (name, ...styles) => {
    const { kebab, snake, constant, pascal, camel, title } = caseStyles
    expect([kebab, snake, constant, pascal, camel, title].map((style) => style(name))).toEqual(styles)
  })
})
