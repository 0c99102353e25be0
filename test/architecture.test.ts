import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const src = join(root, 'src')

/** What each folder of src/ may import of the others: docs/architecture.md as data. Types and code alike. */
const allowed: Record<string, readonly string[]> = {
  errors: [],
  process: ['errors', 'products'],
  repository: ['errors', 'process'],
  yaml: ['errors'],
  products: [],
  facts: ['errors', 'yaml', 'products', 'repository'],
  cache: ['process', 'repository', 'facts'],
  workspace: ['errors', 'yaml', 'repository'],
  catalog: ['errors', 'yaml', 'repository', 'facts'],
  plan: ['errors', 'repository'],
  graph: ['errors', 'repository', 'products', 'facts', 'catalog', 'workspace'],
  scaffold: ['errors', 'repository', 'catalog', 'workspace', 'plan'],
  init: ['errors', 'repository', 'yaml', 'catalog', 'workspace', 'plan', 'graph', 'scaffold', 'lint'],
  fix: ['errors', 'repository', 'facts', 'yaml', 'catalog', 'workspace', 'plan', 'scaffold', 'init', 'lint'],
  lint: ['errors', 'repository', 'products', 'facts', 'catalog', 'workspace', 'graph'],
  report: ['graph', 'lint', 'products'],
  verify: ['errors', 'process', 'yaml', 'report'],
  cli: [
    'errors',
    'process',
    'repository',
    'yaml',
    'products',
    'facts',
    'cache',
    'workspace',
    'catalog',
    'plan',
    'graph',
    'scaffold',
    'init',
    'lint',
    'fix',
    'report',
    'verify',
  ],
}
/** The few rooms that touch what is outside: disk, other programs, the terminal. */
const effects: readonly { readonly what: RegExp; readonly where: readonly string[] }[] = [
  {
    what: /(?:from|import\()\s*'node:fs(?:\/promises)?'/,
    where: ['process', 'repository', 'cache', 'plan', 'scaffold', 'cli'],
  },
  { what: /'node:child_process'|(?:from|import\()\s*'execa'/, where: ['process'] },
  {
    what: /from 'chalk'|from '(?:@inquirer\/prompts|inquirer)'|\bconsole\.|process\.(?:exit\b|stdout|stderr)/,
    where: ['cli'],
  },
]
const longest = 250
const mostFiles = 25

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
const text = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const name = (file: string): string => relative(src, file).replaceAll('\\', '/')
const room = (file: string): string => name(file).split('/')[0] ?? ''

const imports = new Map(
  files.map((file) => {
    const specifiers = [...(text.get(file) ?? '').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)]
    return [
      file,
      specifiers.map(([, specifier = '']) => resolve(dirname(file), specifier)).filter((to) => text.has(to)),
    ]
  }),
)

describe('the architecture', () => {
  it('has a place for every folder of src/', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map((entry) => entry.name).sort()).toEqual(Object.keys(allowed).sort())
  })

  it('lets imports point one way', () => {
    const wrong = files.flatMap((file) =>
      (imports.get(file) ?? [])
        .filter((to) => room(to) !== room(file) && !allowed[room(file)]?.includes(room(to)))
        .map((to) => `${name(file)} → ${name(to)}`),
    )
    expect(wrong).toEqual([])
  })

  it('has no import cycles', () => {
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].map(name).join(' → '))
        return
      }
      state.set(file, 'open')
      for (const to of imports.get(file) ?? []) visit(to, [...path, file])
      state.set(file, 'done')
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('keeps effects in few rooms', () => {
    const wrong = files.flatMap((file) =>
      effects
        .filter(({ what, where }) => !where.includes(room(file)) && what.test(text.get(file) ?? ''))
        .map(() => name(file)),
    )
    expect(wrong).toEqual([])
  })

  it('keeps files and folders small', () => {
    const long = files.filter((file) => (text.get(file) ?? '').split('\n').length > longest).map(name)
    const folders = files.map((file) => dirname(name(file)))
    const crowded = [...new Set(folders)].filter(
      (folder) => folders.filter((other) => other === folder).length > mostFiles,
    )
    expect({ long, crowded }).toEqual({ long: [], crowded: [] })
  })

  it('knows no language in the engine', () => {
    const engine = files.filter((file) => ['scaffold', 'plan', 'cli', 'lint'].includes(room(file)))
    const words = /\b(?:typescript|javascript|fastify|python|fastapi|golang|java|rust|cargo|maven)\b/i
    // What is told to people (docs, examples of help) may name a stack; code may not decide by it.
    const deciding = engine.filter((file) => {
      const code = (text.get(file) ?? '').replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`/g, '')
      return code.split('\n').some((line) => words.test(line) && /===|!==|case '|switch/.test(line))
    })
    expect(deciding.map(name)).toEqual([])
  })

  it('is what docs/architecture.md tells and draws', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
    for (const folder of Object.keys(allowed)) expect(page, folder).toContain(`| \`${folder}/\` |`)
    const drawn = arrowsOf(page)
    const below = (folder: string): Set<string> =>
      new Set((drawn.get(folder) ?? []).flatMap((next) => [next, ...below(next)]))
    const undrawn = Object.entries(allowed).flatMap(([from, all]) =>
      all.filter((to) => !below(from).has(to)).map((to) => `${from} → ${to}`),
    )
    const forbidden = [...drawn].flatMap(([from, all]) =>
      all.filter((to) => !allowed[from]?.includes(to)).map((to) => `${from} → ${to}`),
    )
    expect({ undrawn, forbidden }).toEqual({ undrawn: [], forbidden: [] })
  })
})

/** `a & b --> c --> d` in the drawing of a page: arrows by the folder that they start at. */
function arrowsOf(page: string): Map<string, string[]> {
  const arrows = new Map<string, string[]>()
  const drawing = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  for (const line of drawing.split('\n').filter((each) => each.includes('-->'))) {
    const steps = line.split('-->').map((step) => step.split('&').map((folder) => folder.trim()))
    for (const [index, folders] of steps.slice(0, -1).entries()) {
      for (const from of folders) arrows.set(from, [...(arrows.get(from) ?? []), ...(steps[index + 1] ?? [])])
    }
  }
  return arrows
}
