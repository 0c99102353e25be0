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

it('refuses what is no UTF-8', () => {
  expect(() => memoryRepository({ a: Buffer.from([0xff, 0xfe, 0x41, 0]) }).read('a')).toThrow('a is UTF-16')
})
