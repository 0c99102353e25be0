import { expect, it } from 'vitest'
import { coChanges } from '../../src/graph/co-change.ts'

const serviceOf = (file: string): string | undefined => (file.includes('/') ? file.split('/')[0] : undefined)

it('counts what changes together, and leaves out what ties nothing together', () => {
  const commits = [
    ['a/x.ts', 'b/x.ts'],
    ['a/x.ts', 'b/y.ts', 'README.md'],
    ['b/x.ts'],
    // A robot, a lock file, a generated client, and a change of everything.
    ['a/package.json', 'b/requirements.txt', 'c/Dockerfile'],
    ['a/go.sum', 'b/uv.lock'],
    ['a/demo.pb.go', 'b/demo_pb2.py'],
    ['a/x.ts', 'b/x.ts', 'c/x.ts', 'd/x.ts', 'e/x.ts'],
  ]
  expect(coChanges(commits, serviceOf, 4)).toEqual([{ rarer: 'a', other: 'b', both: 2, all: 2 }])
})
