import { expect, it } from 'vitest'
import { memoryRepository } from '../../src/repository/memory.ts'
import { overlayRepository } from '../../src/repository/overlay.ts'

const bytes = (text: string) => Buffer.from(text)
const below = memoryRepository({ 'a/x': 'x', 'a/y': 'y', z: 'z' })
const over = overlayRepository(
  below,
  new Map([
    ['a/y', bytes('\uFEFFnew')],
    ['b/c/d', bytes('')],
    ['node_modules/e', bytes('e')],
    ['z', undefined],
    ['a', undefined],
  ]),
)

it('has what was laid over it, and the rest as it was', () => {
  expect(over.files()).toEqual(['a/x', 'a/y', 'b/c/d'])
  expect(['a/x', 'a/y', 'b/c/d', 'z', 'no'].map(over.read)).toEqual(['x', 'new', '', undefined, undefined])
  expect(['a/x', 'a/y', 'z'].map((path) => over.readBytes(path)?.length)).toEqual([1, 6, undefined])
  expect(over.root).toBe(below.root)
})

it('knows files and folders', () => {
  const kinds = ['a/x', 'a/y', 'b', 'b/c', 'b/c/d', 'z', 'a', 'no', 'node_modules/e'].map(over.kind)
  expect(kinds).toEqual(['file', 'file', 'folder', 'folder', 'file', undefined, 'folder', undefined, 'file'])
})

it('says of bytes that are no text which file they are', () => {
  const broken = overlayRepository(below, new Map([['z', Buffer.from([255])]]))
  expect(() => broken.read('z')).toThrow('z is not UTF-8')
})
