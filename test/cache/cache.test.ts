import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cache, openCache } from '../../src/cache/index.ts'
import { foundIn } from '../../src/cli/lint/found-in.ts'
import { readHistory } from '../../src/cli/lint/history.ts'
import { graphQuestion, surveyGraph } from '../../src/cli/read-graph.ts'
import { readOnly } from '../../src/facts/reading/fact-cache.ts'
import { lintRepository } from '../../src/lint/run.ts'
import { diskRepository } from '../../src/repository/disk.ts'
import { overlayRepository } from '../../src/repository/overlay.ts'

let root: string

const service = (name: string, calls: string) => ({
  [`services/${name}/Dockerfile`]: 'FROM node:24\nCMD ["node", "src/main.ts"]\n',
  [`services/${name}/package.json`]: `{ "name": "@shop/${name}", "scripts": { "start": "node src/main.ts" } }\n`,
  [`services/${name}/src/main.ts`]: `import './part.ts'\nawait fetch('http://${calls}:8080/')\n`,
  [`services/${name}/src/part.ts`]: 'export const part = 1\n',
})
const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/values.yaml': 'image: shop:latest\n',
  'chart/templates/shop.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { template: { spec: { containers: [{ name: shop, image: "{{ .Values.image }}" }] } } }\n',
}
const tree: Readonly<Record<string, string>> = {
  'msvc.yaml': 'version: 1\nlint:\n  ignore: ["old/**"]\n',
  ...service('cart', 'orders'),
  ...service('orders', 'cart'),
  ...chart,
  'notes.txt': 'nothing\n',
}

const place = (path: string): string => join(root, path)
const write = (files: Record<string, string>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(place(path)), { recursive: true })
    writeFileSync(place(path), text)
  }
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root, encoding: 'utf8' })
const kept = (): string => place('.msvc/cache')

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cache-')))
  git('init', '--quiet')
  write(tree)
  git('add', '--all')
  git('commit', '--quiet', '--message', 'one')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const terms = { today: '2026-11-23' }
/** When all that was written is old enough for its stamp to tell something. */
const later = (): number => Date.now() + 60_000

const open = (tool = 'one', now = later()): Promise<Cache> => openCache(diskRepository(root), { tool, now })

/** Lints as `msvc lint` does, and tells whether it had to look. */
async function lint(given: Partial<typeof terms> & { only?: string[]; preset?: 'strict' } = {}, cache?: Cache) {
  const opened = cache ?? (await open())
  let asked = false
  const answer: Cache['answer'] = (question, ask) =>
    opened.answer(question, (sources) => {
      asked = true
      return ask(sources)
    })
  const result = await foundIn({ ...opened, answer }, { ...terms, ...given })
  opened.save()
  return { asked, text: JSON.stringify(result) }
}

/** What a run without a cache finds. */
async function anew(given: { only?: string[]; preset?: 'strict' } = {}): Promise<string> {
  const result = await lintRepository(diskRepository(root), { ...terms, ...given, history: readHistory(root) })
  return JSON.stringify(result)
}

/** Lints with the cache, holds the result against one without, and tells whether the cache had the answer. */
async function isKnown(given: { only?: string[]; preset?: 'strict' } = {}): Promise<boolean> {
  const { asked, text } = await lint(given)
  expect(text).toBe(await anew(given))
  return !asked
}

describe('an answer that was kept', () => {
  it('is taken where nothing has changed, and is the same', async () => {
    expect(await isKnown()).toBe(false)
    expect(await isKnown()).toBe(true)
    expect((await anew()).includes('"findings":[]')).toBe(false)
  })

  it('holds where a file was only touched, or others were written that nothing is read from', async () => {
    await isKnown()
    utimesSync(place('services/cart/src/main.ts'), new Date(), new Date(2030, 1))
    write({ 'notes.txt': 'something\n', '.gitignore': '' })
    expect(await isKnown()).toBe(false)
    write({ '.gitignore': 'more\n' })
    expect(await isKnown()).toBe(true)
  })

  it('holds where a file says the same on other lines, and is not spoken of', async () => {
    await isKnown()
    for (const text of ['// new\n\nexport const part = 1\n', 'export const part = 2\n', '']) {
      write({ 'services/cart/src/part.ts': text })
      expect(await isKnown()).toBe(true)
    }
    write({ 'services/cart/src/part.ts': "export const part = 'http://orders:8080'\n" })
    expect(await isKnown()).toBe(false)
    expect(await isKnown()).toBe(true)
  })

  it('counts lines where a rule does', async () => {
    await isKnown({ preset: 'strict' })
    write({ 'services/cart/src/part.ts': '// one\nexport const part = 1\n' })
    expect(await isKnown({ preset: 'strict' })).toBe(false)
    write({ 'services/cart/src/part.ts': 'export const part = 1\n// two\n' })
    expect(await isKnown({ preset: 'strict' })).toBe(true)
  })

  it('shows no line that has moved', async () => {
    await isKnown()
    write({ 'services/cart/src/main.ts': `\n${tree['services/cart/src/main.ts']}` })
    expect(await isKnown()).toBe(false)
  })

  it('of the graph is there when lint has read it, and holds as long as the tree', async () => {
    const { facts: _, ...fresh } = await surveyGraph(diskRepository(root))
    await lint()
    const graph = async () => {
      let asked = false
      const cache = await open()
      const found = await cache.answer(graphQuestion, async ({ repository }) => {
        asked = true
        const { facts: __, ...read } = await surveyGraph(repository)
        return read
      })
      return { asked, found }
    }
    expect(await graph()).toEqual({ asked: false, found: JSON.parse(JSON.stringify(fresh)) })
    write({ 'services/cart/src/part.ts': "export const part = 'http://stock:8080'\n" })
    expect((await graph()).asked).toBe(true)
    await lint()
    expect((await graph()).asked).toBe(false)
  })

  it('is of one question, and of one day', async () => {
    await isKnown()
    expect(await isKnown({ only: ['dependency-cycle'] })).toBe(false)
    expect(await isKnown({ preset: 'strict' })).toBe(false)
    expect(await isKnown()).toBe(true)
    expect((await lint({ today: '2026-11-24' })).asked).toBe(true)
  })

  it.each<[string, () => void]>([
    ['a file says something else', () => write({ 'services/cart/src/part.ts': "import '../orders/src/main.ts'\n" })],
    [
      'it does so with the same size and time',
      () => {
        const file = place('services/cart/Dockerfile')
        const { atime, mtime } = statSync(file)
        writeFileSync(file, readFileSync(file, 'utf8').replace('node:24', 'node:25'))
        utimesSync(file, atime, mtime)
      },
    ],
    ['a file is deleted', () => rmSync(place('services/cart/src/part.ts'))],
    ['a file that nothing is read from is deleted', () => rmSync(place('notes.txt'))],
    ['a file is renamed', () => renameSync(place('services/cart/src/part.ts'), place('services/cart/src/p.ts'))],
    ['a folder is renamed', () => renameSync(place('services/cart'), place('services/basket'))],
    ['a file is new', () => write({ 'services/cart/src/new.ts': '' })],
    [
      'a link takes the place of a file',
      () => {
        rmSync(place('services/cart/src/part.ts'))
        symlinkSync('main.ts', place('services/cart/src/part.ts'))
      },
    ],
    [
      'a file takes the place of a link',
      () => {
        rmSync(place('services/cart/link.ts'))
        write({ 'services/cart/link.ts': "import '../orders/src/main.ts'\n" })
      },
    ],
    [
      'the configuration is another',
      () => write({ 'msvc.yaml': 'version: 1\nlint:\n  ignore: ["services/cart/**"]\n' }),
    ],
    [
      'a preset that is ignored by git is another',
      () => write({ 'node_modules/strict/msvc-preset.yaml': 'preset: recommended\n' }),
    ],
    ['the values of a chart are others', () => write({ 'chart/values.yaml': 'image: shop:1.0.0\n' })],
    ['a template of a chart is another', () => write({ 'chart/templates/shop.yaml': '{{ "" }}\n' })],
    ['a file becomes a template', () => write({ 'services/cart/src/part.ts': 'export const part = "{{ }}"\n' })],
    ['something was committed', () => git('commit', '--quiet', '--allow-empty', '--message', 'two')],
    [
      'HEAD is on another branch, with the same tree',
      () => {
        git('checkout', '--quiet', '-b', 'other')
        git('commit', '--quiet', '--amend', '--message', 'another')
      },
    ],
    [
      'a repository within the repository is there',
      () => write({ 'inner/.git/HEAD': '', 'inner/Dockerfile': 'FROM a\n' }),
    ],
    ['git ignores a file', () => write({ '.git/info/exclude': 'new.ts\n' })],
  ])('does not hold where %s', async (_, change) => {
    write({
      'msvc.yaml': 'version: 1\nlint:\n  extends: [strict]\n',
      '.gitignore': 'node_modules\n',
      'node_modules/strict/msvc-preset.yaml': 'preset: strict\n',
      'new.ts': '',
    })
    symlinkSync('src/main.ts', place('services/cart/link.ts'))
    await isKnown()
    expect(await isKnown()).toBe(true)
    change()
    expect(await isKnown()).toBe(false)
    expect(await isKnown()).toBe(true)
  })

  it('does not hold where the folder that names the system is another', async () => {
    const title = async (): Promise<string> => {
      const cache = await open()
      const read = await cache.answer({ command: 'graph' }, ({ repository }) => surveyGraph(repository, cache.facts))
      cache.save()
      return read.title
    }
    await isKnown()
    const before = await title()
    const old = root
    root = `${root}-moved`
    renameSync(old, root)
    expect(await title()).not.toBe(before)
  })

  it('does not hold where git ignores all, and a file is new', async () => {
    rmSync(place('.git'), { recursive: true })
    git('init', '--quiet')
    write({ '.gitignore': '*\n' })
    await isKnown()
    write({ 'services/cart/src/new.ts': "import '../orders/src/main.ts'\n" })
    expect(await isKnown()).toBe(false)
  })

  it('does not hold after a comparison with an earlier state, where a file says something else', async () => {
    await isKnown()
    write({ 'services/cart/src/part.ts': '\n\nexport const part = 1\n' })
    const cache = await open()
    expect((await lint({}, cache)).asked).toBe(false)
    const { repository, facts } = cache
    const text = Buffer.from("import '../orders/src/main.ts'\n")
    const earlier = overlayRepository(repository, new Map([['services/cart/src/part.ts', text]]))
    await surveyGraph(earlier, facts && readOnly(facts))
    cache.save()
    write({ 'services/cart/src/part.ts': "import '../orders/src/main.ts'\n" })
    expect(await isKnown()).toBe(false)
  })

  it('holds again when an edit is undone', async () => {
    await isKnown()
    const before = await anew()
    for (const [path, text] of Object.entries(tree)) {
      write({ [path]: text.replaceAll('cart', 'basket') })
      await isKnown()
      write({ [path]: text })
      await isKnown()
    }
    expect((await lint()).text).toBe(before)
  })
})

describe('what is kept', () => {
  it.skipIf(process.getuid?.() === 0)('is kept where a folder is closed', async () => {
    chmodSync(place('services/cart'), 0)
    try {
      await isKnown()
    } finally {
      chmodSync(place('services/cart'), 0o755)
    }
  })

  it('hides itself from git, also beside another work tree of the same repository', async () => {
    git('worktree', 'add', '--quiet', 'other')
    root = join(root, 'other')
    await isKnown()
    expect(readdirSync(kept())).toContain('tree')
    expect(git('status', '--porcelain')).toBe('')
    root = dirname(root)
  })

  it('lies with what other tools keep where packages are installed, and nowhere through a link', async () => {
    mkdirSync(place('elsewhere'))
    symlinkSync(place('elsewhere'), place('.msvc'))
    await lint()
    expect(readdirSync(place('elsewhere'))).toEqual([])
    mkdirSync(place('node_modules'))
    await lint()
    expect(readdirSync(place('node_modules/.cache/msvc'))).toContain('tree')
  })

  it('is for its owner alone, since it holds what settings say', async () => {
    await isKnown()
    const modes = readdirSync(kept()).map((name) => statSync(join(kept(), name)).mode & 0o777)
    expect(new Set(modes)).toEqual(new Set([0o600]))
  })

  it('is not trusted where a file may have been written once more in the same moment', async () => {
    const now = Date.now()
    await lint({}, await open('one', now))
    // As if the clock were so coarse that nobody can tell the two states apart.
    const stamps = readFileSync(join(kept(), 'tree'))
    expect(
      stamps.includes(Buffer.from(new Float64Array([Number.NaN, Number.NaN, Number.NaN, Number.NaN]).buffer)),
    ).toBe(true)
    await lint()
    expect(
      readFileSync(join(kept(), 'tree')).includes(Buffer.from(new Float64Array([Number.NaN, Number.NaN]).buffer)),
    ).toBe(false)
  })

  it('is nothing to another build', async () => {
    await lint()
    expect((await lint({}, await open('two'))).asked).toBe(true)
    expect((await lint({}, await open('two'))).asked).toBe(false)
    expect((await lint({}, await open('one'))).asked).toBe(true)
  })

  it.each(['tree', 'facts', 'answer'])('is nothing where the %s is spoilt', async (name) => {
    const damages: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, bytes.length - 20),
      () => Buffer.alloc(0),
      (bytes) => Buffer.from(bytes.map((byte, index) => (index === bytes.length - 30 ? byte ^ 1 : byte))),
      (bytes) => Buffer.concat([bytes, Buffer.from('x')]),
      () => Buffer.from('null\nnull'),
    ]
    for (const damage of damages) {
      await isKnown()
      const file = readdirSync(kept()).find((each) => each.startsWith(name)) ?? ''
      const path = join(kept(), file)
      writeFileSync(path, damage(readFileSync(path)))
      // The facts are looked at when something has changed.
      write({ 'services/cart/src/part.ts': `import '../orders/src/main.ts'\n// ${damages.indexOf(damage)}\n` })
      await isKnown()
      rmSync(place('services/cart/src/part.ts'))
      await isKnown()
      write({ 'services/cart/src/part.ts': 'export {}\n' })
      await isKnown()
    }
  })

  it('is whole while many write it', async () => {
    const plain = await anew()
    const caches = await Promise.all(Array.from({ length: 5 }, () => open()))
    const all = await Promise.all(caches.map((cache) => lint({}, cache)))
    expect(all.map(({ text }) => text)).toEqual(all.map(() => plain))
    expect(await isKnown()).toBe(true)
    expect(readdirSync(kept()).some((name) => /\.\d+$/.test(name))).toBe(false)
  })

  it('is not what a file said when a run began, where it was changed while that run was at work', async () => {
    const cache = await open()
    write({ 'services/cart/src/part.ts': "import '../orders/src/main.ts'\n" })
    await lint({}, cache)
    write({ 'services/cart/src/part.ts': 'export {}\n' })
    expect((await lint()).text).toBe(await anew())
  })

  it('serves what an earlier state of the tree said, and keeps nothing of it', async () => {
    await isKnown()
    const { repository, facts, save } = await open()
    const text = "import '../orders/src/main.ts'\n"
    const path = 'services/cart/src/part.ts'
    const before = overlayRepository(repository, new Map([[path, Buffer.from(text)]]))
    await lintRepository(before, { ...terms, ...(facts ? { cache: facts } : {}) })
    save()
    await isKnown()
  })
})

describe('any edits, one after the other', () => {
  const seeds = [1, 2, 3]

  it.each(seeds)('never make the cache say something else (%s)', async (seed) => {
    const random = numbers(seed)
    const paths = Object.keys(tree)
    for (let step = 0; step < 10; step++) {
      const path = paths[random(paths.length)] ?? ''
      const text = Object.values(tree)[random(paths.length)] ?? ''
      const edits = [
        () => rmSync(place(path), { force: true }),
        () => write({ [path]: text }),
        () => write({ [path]: `\n${text}` }),
        () => write({ [path]: tree[path] ?? '' }),
        () => git('add', '--all'),
        () => git('commit', '--quiet', '--allow-empty', '--all', '--message', 'more'),
      ]
      edits[random(edits.length)]?.()
      if (path === 'msvc.yaml') write({ [path]: tree['msvc.yaml'] ?? '' })
      expect((await lint({}, await open('one', random(2) === 0 ? Date.now() : later()))).text).toBe(await anew())
    }
  })
})

/** Numbers that look like chance, and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
