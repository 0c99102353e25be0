import { expect, it } from 'vitest'
import { UserError } from '../../src/errors/user-error.ts'
import { collectFacts } from '../../src/facts/collect.ts'
import { indexFacts } from '../../src/facts/fact-index.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

it('reads what extractors know, and counts it', async () => {
  const { facts, files, skipped } = await collectFacts(
    memoryRepository({
      'a/b.ts': "import './c'",
      'a/Dockerfile': 'FROM node:22',
      'README.md': 'FROM x',
      'a/x.bin': '\0',
    }),
  )
  expect(facts.map(({ kind }) => kind).sort()).toEqual(['base-image', 'import'])
  expect([files, skipped]).toEqual([2, []])
})

it('says which submodules are not checked out', async () => {
  const gitmodules = ['orders', 'users', 'vendor/lib', 'gone'].map(
    (path) => `[submodule "${path}"]\n\tpath = ${path}\n`,
  )
  const { skipped } = await collectFacts(
    memoryRepository({
      '.gitmodules': gitmodules.join(''),
      'orders/.keep': '',
      'users/.git': 'gitdir: ../.git/modules/users',
      'vendor/lib/.keep': '',
    }),
  )
  expect(skipped.map(({ file, why }) => `${file} ${why}`)).toEqual([
    'orders/ a submodule that is not checked out (git submodule update --init)',
  ])
})

it.each([
  ['a vendored file', 'vendor/a.js', "import 'x'", 'vendored or generated'],
  ['a manifest of old documentation', 'old-docs/k8s/a.yaml', 'kind: Deployment', 'set aside: old or for developing'],
  [
    'what its folder says is not used',
    'no_use-orders/k8s/a.yaml',
    'kind: Deployment',
    'set aside: old or for developing',
  ],
  ['a backup', 'src/bak/web/Dockerfile', 'FROM node', 'set aside: old or for developing'],
  ['a package of Go in an attic', 'attic/cmd/backup/main.go', 'package main', 'set aside: old or for developing'],
  ['another workplace', '.gitpod.Dockerfile', 'FROM node', 'set aside: old or for developing'],
  ['a workplace', '.devcontainer/Dockerfile', 'FROM node', 'set aside: old or for developing'],
  ['what a build of .NET leaves', 'src/Api/obj/Debug/net8.0/Api.json', '{}', 'vendored or generated'],
  ['what an editor keeps of before', '.history/k8s/shop_20250805.yaml', 'a: 1', 'set aside: old or for developing'],
  ['a minified file', 'public/a.min.js', "import 'x'", 'vendored or generated'],
  ['generated code', 'src/a.pb.ts', "import 'x'", 'vendored or generated'],
  ['a stub of Python', 'a/demo_pb2_grpc.py', 'import grpc', 'vendored or generated'],
  ['a line without end', 'a.js', `import 'x'; const a = '${'x'.repeat(30_000)}'`, 'minified'],
  ['a huge file', 'a.ts', "import 'x'\n".repeat(120_000), 'larger than 1 MB'],
  ['a binary file', 'a.ts', "import 'x'\0", 'binary'],
])('passes over %s, and says why', async (_, file, text, why) => {
  const { facts, skipped } = await collectFacts(memoryRepository({ [file]: text }))
  expect(facts).toEqual([])
  expect(skipped).toHaveLength(1)
  expect(skipped[0]?.file).toBe(file)
  expect(skipped[0]?.why).toContain(why)
})

it.each([
  ['a Dockerfile', 'build/package/api/Dockerfile', 'FROM alpine:3.22'],
  ['a Dockerfile that bears a name', 'build/Dockerfile.api', 'FROM alpine:3.22'],
  ['a compose file', 'build/compose.yaml', 'services: { web: { image: "acme/web:1" } }'],
  ['a package of backups', 'src/main/java/org/shop/backup/Copy.java', 'import java.net.http.HttpClient;\n'],
  ['a package of Go', 'internal/build/run.go', 'package build\nimport "net/http"\n'],
])('reads %s in a folder whose name says something else elsewhere', async (_, file, text) => {
  const { facts, skipped } = await collectFacts(memoryRepository({ [file]: text }))
  expect(facts.length).toBeGreaterThan(0)
  expect(skipped).toEqual([])
})

it.each(['build/resources/main/Dockerfile', 'build/lib/a.ts', 'dist/Dockerfile'])(
  'passes over %s, which a build made',
  async (file) => {
    const { skipped } = await collectFacts(memoryRepository({ [file]: "FROM a\nimport 'x'\n" }))
    expect(skipped.map((each) => each.file)).toEqual([file])
  },
)

it('reads code of an older code page, and names what cannot be read once', async () => {
  const bytes = Buffer.from("// caf\u00e9\nimport './c'\n", 'latin1')
  const { facts, skipped } = await collectFacts(memoryRepository({ 'a/b.ts': bytes }))
  expect(facts.map(({ kind, at }) => `${kind} ${at.line}`)).toEqual(['import 2'])
  expect(skipped).toEqual([])
  const closed = memoryRepository({ 'a/b.ts': '' })
  const read = (path: string) => {
    throw new UserError({ code: 'unreadable', message: `${path} cannot be read (EACCES).` })
  }
  expect((await collectFacts({ ...closed, read })).skipped).toEqual([
    { file: 'a/b.ts', why: 'cannot be read (EACCES).' },
  ])
})

it('passes over scripts that lie beside their minified selves, and reads what lies beside none', async () => {
  const script = "import 'x'"
  const shipped = ['web/yahoo.js', 'web/yahoo-debug.js', 'web/yahoo-min.js', 'web/grid.js', 'web/grid.min.js']
  const tree = Object.fromEntries([...shipped, 'web/shop.js', 'web/admin-debug.js'].map((file) => [file, script]))
  const { facts, skipped } = await collectFacts(memoryRepository(tree))
  expect(facts.map(({ at }) => at.file)).toEqual(['web/admin-debug.js', 'web/shop.js'])
  expect(skipped.map(({ file }) => file)).toEqual([...shipped].sort())
  const ours = { ...tree, '.gitattributes': '*.js -linguist-vendored\n' }
  expect((await collectFacts(memoryRepository(ours))).skipped).toEqual([])
})

it('leaves out what the workspace ignores, without a note', async () => {
  const repository = memoryRepository({ 'a/b.ts': "import 'x'", 'legacy/c.ts': "import 'y'" })
  const { facts, skipped } = await collectFacts(repository, { ignore: ['legacy/**'] })
  expect([facts.map(({ at }) => at.file), skipped]).toEqual([['a/b.ts'], []])
})

it('says which folders nobody may read, but for those that are left out', async () => {
  const repository = {
    ...memoryRepository({ 'a/b.ts': '' }),
    unlisted: () => ['data/', 'legacy/old/'].map((path) => ({ path, why: 'a folder that may not be read' })),
  }
  const { skipped } = await collectFacts(repository, { ignore: ['legacy/**'] })
  expect(skipped).toEqual([{ file: 'data/', why: 'a folder that may not be read' }])
})

it('survives any bytes', async () => {
  const junk = [
    '\u{feff}',
    '{{{{',
    '\n\n---\n---\n',
    '"',
    "'`${",
    '<<<<<<< HEAD\n=======\n>>>>>>> x',
    '*a: &b',
    '\\'.repeat(99),
  ]
  const names = [
    'a.ts',
    'a.jsx',
    'package.json',
    'tsconfig.json',
    'Dockerfile',
    'compose.yaml',
    '.env',
    'a.sql',
    'kustomization.yaml',
  ]
  for (const text of [...junk, 'apiVersion kind\n\t{', 'import require process.env :// `']) {
    const tree = Object.fromEntries(names.map((name) => [name, text]))
    await expect(collectFacts(memoryRepository(tree)), JSON.stringify(text)).resolves.toBeDefined()
  }
})

it('indexes facts by kind, file and place, whatever their order', async () => {
  const { facts } = await collectFacts(memoryRepository({ 'b.ts': "import 'y'", 'a.ts': "import 'x'\nimport 'w'" }))
  const [once, twice] = [indexFacts(facts), indexFacts([...facts].reverse())]
  expect(twice.all).toEqual(once.all)
  expect(once.of('import').map(({ specifier }) => specifier)).toEqual(['x', 'w', 'y'])
  expect(once.in('b.ts')).toHaveLength(1)
  expect(once.in('c.ts')).toEqual([])
})

it('goes by what .gitattributes says of a file, the deeper and the later word first', async () => {
  const code = "import 'x'"
  const repository = memoryRepository({
    '.gitattributes':
      '# ours\n*.gen.ts linguist-generated\n/sdk/** linguist-vendored=true\nvendor/** -linguist-vendored\n*.ts text eol=lf\n',
    'a/.gitattributes': 'own.gen.ts linguist-generated=false\nlib linguist-vendored\n',
    'a/own.gen.ts': code,
    'b/other.gen.ts': code,
    'sdk/x.ts': code,
    'a/sdk/x.ts': code,
    'a/lib/x.ts': code,
    'vendor/x.ts': code,
    'dist/x.ts': code,
  })
  const { facts, skipped } = await collectFacts(repository)
  expect(facts.map(({ at }) => at.file)).toEqual(['a/own.gen.ts', 'a/sdk/x.ts', 'vendor/x.ts'])
  expect(skipped.map(({ file }) => file)).toEqual(['a/lib/x.ts', 'b/other.gen.ts', 'dist/x.ts', 'sdk/x.ts'])
})

it('leaves out a folder that is named as a folder', async () => {
  const repository = memoryRepository({ 'a/b.ts': "import 'x'", 'legacy/c/d.ts': "import 'y'" })
  for (const ignore of ['legacy', './legacy/', '/legacy'])
    expect((await collectFacts(repository, { ignore: [ignore] })).facts.map(({ at }) => at.file)).toEqual(['a/b.ts'])
})
