import { randomFillSync } from 'node:crypto'

// Random bytes cost a system call, however few they are: they are fetched for some hundred ids at once.
const pool = Buffer.alloc(4096)
let used = pool.length

/** As many random bytes as asked for, at most 4096, in hexadecimal. */
export function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used)
}
