import { describe, expect, it } from 'vitest'
import { defaultConfig } from '../../src/workspace/default-config.ts'
import { nextPort } from '../../src/workspace/ports.ts'

const config = { ...defaultConfig('shop'), ports: { from: 9000, to: 9002 } }

describe('nextPort', () => {
  it('is the lowest that nobody has, whatever lies outside the range', () => {
    expect(nextPort(config, [])).toBe(9000)
    expect(nextPort(config, [9000, 9002, 80])).toBe(9001)
  })

  it('says what to do when all are taken', () => {
    expect(() => nextPort(config, [9000, 9001, 9002])).toThrow(
      expect.objectContaining({
        code: 'ports-exhausted',
        problems: [expect.objectContaining({ hint: expect.stringContaining('msvc.yaml') })],
      }),
    )
  })
})
