import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeOutput } from '../../src/plan/write-output.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'msvc-output-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writeOutput', () => {
  it('makes folders on the way, replaces what is there, and leaves nothing beside it', () => {
    const path = join(folder, 'a/b/out.txt')
    writeOutput(path, 'old\n')
    const { ino } = statSync(path)
    writeOutput(path, 'new\n')
    expect(readFileSync(path, 'utf8')).toBe('new\n')
    expect(statSync(path).ino).not.toBe(ino)
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['out.txt'])
  })

  it('writes to what a link points to', () => {
    writeFileSync(join(folder, 'real'), '')
    symlinkSync('real', join(folder, 'link'))
    writeOutput(join(folder, 'link'), 'x')
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('x')
  })

  it.each([
    ['d', 'file-is-folder', /d is a folder/],
    ['f/out', 'no-such-folder', /f cannot be a folder/],
    ['f/g/out', 'no-such-folder', /f\/g cannot be a folder/],
  ])('refuses %s', (path, code, message) => {
    mkdirSync(join(folder, 'd'))
    writeFileSync(join(folder, 'f'), '')
    expect(() => writeOutput(join(folder, path), 'x')).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
    expect(readdirSync(folder)).toEqual(['d', 'f'])
  })

  it.skipIf(process.getuid?.() === 0)('names the file that the user knows when its folder is closed', () => {
    const name = 'out'
    chmodSync(folder, 0o500)
    expect(() => writeOutput(join(folder, name), 'x')).toThrow(
      expect.objectContaining({ code: 'not-writable', message: expect.stringContaining(`${name} could not`) }),
    )
  })
})
