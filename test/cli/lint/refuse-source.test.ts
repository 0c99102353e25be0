import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuseSource } from '../../../src/cli/lint/refuse-source.ts'
import { drawers } from '../../../src/graph/draw/index.ts'
import { reporters } from '../../../src/report/index.ts'
import { plain } from '../../../src/report/paint.ts'
import { finding, result } from '../../report/result.ts'

let root: string
const place = (name: string) => join(root, name)

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'reports-')))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const write = (name: string, text: string) => {
  writeFileSync(place(name), text)
  return place(name)
}
const refusing = (format: string, path: string) => () => refuseSource([{ format, path }], root)

describe('a file that a report would be written over', () => {
  it.each([
    ['sarif', 'msvc.yaml', 'version: 1\n'],
    ['json', 'package.json', '{\n  "name": "a"\n}\n'],
    ['html', 'index.html', '<!doctype html>\n<title>Shop</title>'],
    ['sarif', 'notes.txt', '2 errors that I found'],
  ])('is refused where it is none: %s=%s', (format, name, text) => {
    expect(refusing(format, write(name, text))).toThrow(`${name} holds something else`)
  })

  it('may be one that is empty, or that is not there', () => {
    expect(refusing('sarif', write('empty', ''))).not.toThrow()
    expect(refusing('sarif', place('none/at/all'))).not.toThrow()
  })

  const options = {
    paint: plain,
    version: '1',
    source: () => undefined,
    page: () => '',
    hosted: (file: string) => file,
  }
  const told = { ...options, namesSkipped: false }
  it.each(Object.entries(reporters))('may be an earlier report: %s', (format, report) => {
    for (const each of [result(), { ...result(), findings: [finding()] }])
      expect(refusing(format, write(`lint.${format}`, report(each, told)))).not.toThrow()
  })

  it('may be an earlier report of another format', () => {
    expect(refusing('gitlab', write('report', reporters.json(result(), told)))).not.toThrow()
  })

  it.each(Object.entries(drawers))('may be an earlier drawing: %s', async (format, draw) => {
    const drawing = { graph: { services: [], edges: [], resources: [] }, title: 'Shop', findings: async () => [] }
    expect(refusing(format, write(`graph.${format}`, await draw(drawing as never)))).not.toThrow()
  })

  it('may be a picture of pixels', () => {
    const path = place('graph.png')
    writeFileSync(path, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]))
    expect(refusing('png', path)).not.toThrow()
  })
})
