/**
 * Builds `dist/`: the two programs bundled with all that they use, the template packs compiled, the rules' pages,
 * and the notices of the packages that are bundled. `npm pack` then holds what runs and nothing else.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
/** Large packages that only some runs need, and that the libraries import when they do. */
const apart = ['execa', 'inquirer', 're2js']
/** What draws facts from files, half of all code: most runs find that nothing has changed, and load none of it. */
const drawing = ['src/facts/index.ts', 'src/facts/reading/draw.ts'].map((file) => join(root, file))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
const bundled = await bundlePrograms()
await compilePacks()
copyRulePages()
writeFileSync(join(dist, 'NOTICES.md'), notices(bundled))
writeHelp()

/**
 * Each program is a CommonJS file that holds commander and the words of its help: Node starts that a third faster than
 * an ES module. What the commands do lies in `dist/lib/`, one file for those that write, one for those that
 * look and one for `verify`, in which each module waits until it is asked for: reading one file costs less than finding twenty.
 * What draws facts is shared by the latter two.
 * @returns the folders of the packages that ended up in the bundle.
 */
async function bundlePrograms() {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    // Imports at run time become calls of `require`, which is loaded faster and can be bundled.
    supported: { 'dynamic-import': false },
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    define: { __VERSION__: JSON.stringify(version), 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl=require('url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  }
  const lazy = new Map()
  const programs = await build({
    ...common,
    entryPoints: { msvc: 'src/cli/msvc.ts', create: 'src/cli/create.ts' },
    outdir: dist,
    plugins: [importsLater(lazy), leaveOut(/^node:child_process$/)],
  })
  // What threads of their own run is asked for by name, and by no import.
  lazy.set(join(root, 'src/cache/threads/thread.ts'), 'look')
  const libraries = await build({
    ...common,
    entryPoints: [
      ...[...new Set(lazy.values())].map((library) => ({ in: `library:${library}`, out: library })),
      ...apart.map((name) => ({ in: name, out: name })),
      { in: 'library:draw', out: 'draw' },
    ],
    outdir: join(dist, 'lib'),
    plugins: [drawingApart(), libraryEntries(lazy), packagesApart(), leaveOut(/^@inquirer\/editor$|^#supports-color$/)],
    // Some packages offer a `main` that no bundler can read.
    mainFields: ['module', 'main'],
    // The same code as ES modules: what is not used stays out, and nothing is parsed twice.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  })
  const inputs = [programs, libraries].flatMap(({ metafile }) => Object.keys(metafile.inputs))
  return [
    ...new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean)),
  ].sort()
}

/** The library that a module of the programs is put in, by its name. */
function libraryOf(name) {
  if (name === 'report-error') return 'errors'
  if (name === 'verify') return 'verify'
  return name === 'add-service' || name === 'create' ? 'write' : 'look'
}

/** Leaves `import('./x.ts')` of the programs to a library, and notes which file it has to hold. */
function importsLater(files) {
  return {
    name: 'imports-later',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/, namespace: 'later' }, ({ path }) => ({ path, external: true }))
      onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        const file = join(resolveDir, path)
        files.set(file, libraryOf(basename(file, '.ts')))
        return { path: file, namespace: 'later' }
      })
      onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => {
        const name = basename(path, '.ts')
        return { contents: `module.exports = require('./lib/${libraryOf(name)}.cjs')['${name}']()` }
      })
    },
  }
}

/** Leaves the import of such a package to run time, from a file of its own. */
function packagesApart() {
  return {
    name: 'packages-apart',
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^(?:${apart.join('|')})$`) }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path: `./${path}.cjs`, external: true } : undefined,
      )
    },
  }
}

/** Leaves what draws facts to a library of its own, whoever imports it. */
function drawingApart() {
  return {
    name: 'drawing-apart',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^library:draw$/ }, ({ path }) => ({ path, namespace: 'drawing' }))
      onLoad({ filter: /.*/, namespace: 'drawing' }, () => {
        const lines = drawing.map((file) => `export * from ${JSON.stringify(file)}`)
        return { contents: lines.join('\n'), resolveDir: root }
      })
      onResolve({ filter: /\/(?:index|draw)\.ts$/ }, ({ importer, namespace, path, resolveDir }) => {
        if (namespace === 'drawing' || !drawing.includes(join(resolveDir, path))) return undefined
        return drawing.includes(importer) ? undefined : { path: './draw.cjs', external: true }
      })
    },
  }
}

/** The entry of each library: its modules by name, each loaded when it is asked for. */
function libraryEntries(files) {
  return {
    name: 'library-entries',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^library:/ }, ({ path }) => ({ path, namespace: 'library' }))
      onLoad({ filter: /.*/, namespace: 'library' }, ({ path }) => {
        const members = [...files].filter(([, library]) => path === `library:${library}`)
        const lines = members.map(([file]) => `'${basename(file, '.ts')}': () => require(${JSON.stringify(file)})`)
        return { contents: `module.exports = {${lines.join(',')}}`, resolveDir: root }
      })
    },
  }
}

/**
 * Leaves out what our packages load and we never use: programs as commands of their own (commander), which takes a tenth
 * of start-up; what a terminal can show (chalk), which we find out by cheaper means; and questions answered in an editor
 * (inquirer), which bring half a megabyte of code pages.
 */
function leaveOut(modules) {
  return {
    name: 'leave-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: modules }, ({ path }) => ({ path, namespace: 'left-out' }))
      onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {}' }))
    },
  }
}

/** What each program says for `--help` to whoever is no terminal, for `bin/start.js` to print without loading the program. */
function writeHelp() {
  const { FORCE_COLOR: _, ...env } = process.env
  mkdirSync(join(dist, 'help'))
  for (const [program, bin] of [
    ['msvc', 'msvc.js'],
    ['create', 'create-microservice.js'],
  ]) {
    const text = execFileSync(process.execPath, [join(root, 'bin', bin), '--help'], { env, encoding: 'utf8' })
    writeFileSync(join(dist, 'help', `${program}.txt`), text)
  }
}

async function compilePacks() {
  const script = join(dist, 'compile-packs.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/compile-packs.ts'],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  })
  execFileSync(process.execPath, [script, join(root, 'templates'), join(dist, 'packs')], { stdio: 'inherit' })
  rmSync(script)
}

function copyRulePages() {
  const rules = join(root, 'src/lint/rules')
  mkdirSync(join(dist, 'rules'), { recursive: true })
  for (const group of folders(rules)) {
    for (const { name: id } of folders(join(rules, group.name))) {
      copyFileSync(join(rules, group.name, id, 'rule.md'), join(dist, 'rules', `${id}.md`))
    }
  }
}

function folders(path) {
  return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
}

/** Licences ask that their text goes with the copy that a bundle is. */
function notices(packages) {
  const sections = packages.map((name) => {
    const folder = join(root, 'node_modules', name)
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
    return `## ${name} ${version} (${license})\n\n${text}\n`
  })
  return `# Packages bundled in dist/\n\n${sections.join('\n')}`
}
