import { expect, it } from 'vitest'
import { memoryRepository } from '../../src/repository/memory.ts'

it('answers as the disk would', () => {
  const repository = memoryRepository({ 'b/c.ts': '\uFEFFx\r\n', 'B.ts': '', '.msvc/lock': '', constructor: '1' })
  expect(repository.files()).toEqual(['B.ts', 'b/c.ts', 'constructor'])
  expect(repository.read('b/c.ts')).toBe('x\r\n')
  expect(repository.readBytes('b/c.ts')?.length).toBe(6)
  expect(['b', 'b/c.ts', 'c', 'toString'].map(repository.kind)).toEqual(['folder', 'file', undefined, undefined])
  expect(repository.read('b')).toBeUndefined()
})

it('reads UTF-16 where a BOM says so', () => {
  const little = Buffer.from('\uFEFFusing Shop;\r\n', 'utf16le')
  expect(memoryRepository({ a: little, b: Buffer.from(little).swap16() }).read('a')).toBe('using Shop;\r\n')
  expect(memoryRepository({ b: Buffer.from(little).swap16() }).read('b')).toBe('using Shop;\r\n')
})

it('refuses what is no text', () => {
  expect(() => memoryRepository({ a: Buffer.from([0x41, 0xff, 0xfe]) }).read('a')).toThrow('a is not UTF-8: line 1')
})
