import { expect, it } from 'vitest'
import { coChanges } from '../../src/graph/co-change.ts'

const serviceOf = (file: string): string | undefined => (file.includes('/') ? file.split('/')[0] : undefined)

const changed = (...files: string[]) => ({ id: files.join('+'), subject: '', files })
const about = (subject: string, ...files: string[]) => ({ id: subject, subject, files })

it('counts what changes together, and leaves out what ties nothing together', () => {
  const commits = [
    changed('a/x.ts', 'b/x.ts'),
    changed('a/x.ts', 'b/y.ts', 'README.md'),
    changed('b/x.ts'),
    // A robot, a lock file, a generated client, and a change of everything.
    changed('a/package.json', 'b/requirements.txt', 'c/Dockerfile'),
    changed('a/go.sum', 'b/uv.lock'),
    changed('a/demo.pb.go', 'b/demo_pb2.py'),
    changed('a/z.ts', 'b/z.ts', 'c/z.ts', 'd/z.ts', 'e/z.ts'),
    // Settings, builds, manifests and tests: whatever the services do, they are written alike.
    changed('a/Tiltfile', 'b/gradle.properties'),
    changed('a/deploy.yaml', 'b/application.yml', 'a/test/x.test.ts'),
    // One thing done to three services alike, and what the author calls upkeep.
    changed('a/Startup.cs', 'b/src/Startup.cs', 'c/Startup.cs'),
    about('Upgrade to Spring Boot 4', 'a/Main.java', 'b/Other.java'),
    about('chore(deps): move to uv', 'a/main.py', 'b/other.py'),
    about('Updated all NuGet packages', 'a/Program.cs', 'b/Other.cs'),
    about('fix what the linter says', 'a/main.go', 'b/other.go'),
  ]
  expect(coChanges(commits, serviceOf, 4)).toEqual([
    { rarer: 'a', other: 'b', both: 2, all: 3, last: ['a/x.ts+b/x.ts', 'a/x.ts+b/y.ts+README.md'] },
  ])
})

it('counts what two of several services change apart from what they change alike', () => {
  const commits = [changed('a/log.go', 'b/log.go', 'c/log.go', 'a/price.go', 'b/total.go')]
  expect(coChanges(commits, serviceOf, 4).map(({ rarer, other }) => [rarer, other])).toEqual([['a', 'b']])
})

it('leaves out what is done alike to two of the services that have such a file', () => {
  const commits = [
    changed('a/main.go', 'b/main.go'),
    changed('c/main.go'),
    changed('a/main.go', 'b/main.go', 'b/wire.go'),
    changed('a/main.go', 'b/price.go'),
    changed('a/order.proto', 'b/order.proto'),
  ]
  expect(coChanges(commits, serviceOf, 4).map(({ both, all }) => [both, all])).toEqual([[2, 4]])
})

it('leaves out what changes very much of what all build on', () => {
  const shared = Array.from({ length: 30 }, (_, index) => `shared${index}.go`)
  expect(coChanges([changed('a/x.go', 'b/y.go', ...shared)], serviceOf, 4)).toEqual([])
})
