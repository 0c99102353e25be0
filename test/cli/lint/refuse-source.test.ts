import { execFileSync } from 'node:child_process'
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
  execFileSync('git', ['init', '-q'], { cwd: root })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const write = (name: string, text: string, isTracked = true) => {
  writeFileSync(place(name), text)
  if (isTracked) execFileSync('git', ['add', '-f', '--', name], { cwd: root })
  return place(name)
}
const refused = (format: string, path: string) => refuseSource([{ format, path }], root)

describe('a file that a report would be written over', () => {
  it('is refused where git keeps it and it is no report', async () => {
    const path = write('msvc.yaml', 'version: 1\n')
    await expect(refused('sarif', path)).rejects.toThrow('msvc.yaml is a file of this repository, and no sarif report')
    await expect(refused('json', write('package.json', '{\n  "name": "a"\n}\n'))).rejects.toThrow('no json report')
    await expect(refused('html', write('index.html', '<!doctype html>\n<title>Shop</title>'))).rejects.toThrow('html')
  })

  it('may be one that git does not keep, that is empty, or that is not there', async () => {
    await refused('sarif', write('notes.txt', 'x', false))
    await refused('sarif', write('empty', ''))
    await refused('sarif', place('none/at/all'))
  })

  const options = {
    paint: plain,
    version: '1',
    source: () => undefined,
    page: () => '',
    hosted: (file: string) => file,
  }
  const told = { ...options, namesSkipped: false }
  it.each(Object.entries(reporters))('may be an earlier report: %s', async (format, report) => {
    for (const each of [result(), { ...result(), findings: [finding()] }])
      await refused(format, write(`lint.${format}`, report(each, told)))
  })

  it.each(Object.entries(drawers))('may be an earlier drawing: %s', async (format, draw) => {
    const drawing = { graph: { services: [], edges: [], resources: [] }, title: 'Shop', findings: async () => [] }
    await refused(format, write(`graph.${format}`, await draw(drawing as never)))
  })

  it('may be a picture of pixels', async () => {
    const path = place('graph.png')
    writeFileSync(path, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]))
    execFileSync('git', ['add', 'graph.png'], { cwd: root })
    await refused('png', path)
  })
})
