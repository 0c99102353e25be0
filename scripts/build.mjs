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
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
const bundled = await bundlePrograms()
await compilePacks()
copyRulePages()
writeFileSync(join(dist, 'NOTICES.md'), notices(bundled))

/**
 * Each program is a CommonJS file that holds commander and the words of its help: Node starts that a third faster than
 * an ES module. What the commands do is ES modules under `dist/lib/`, imported when called.
 * @returns the folders of the packages that ended up in the bundle.
 */
async function bundlePrograms() {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    define: { __VERSION__: JSON.stringify(version) },
    logLevel: 'warning',
  }
  const lazy = new Set()
  const programs = await build({
    ...common,
    entryPoints: { msvc: 'src/cli/msvc.ts', create: 'src/cli/create.ts' },
    outdir: dist,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [importsLater(lazy), leaveOut(/^node:child_process$/)],
  })
  const commands = await build({
    ...common,
    entryPoints: [...lazy],
    outdir: join(dist, 'lib'),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    plugins: [leaveOut(/^@inquirer\/editor$|^#supports-color$/)],
    format: 'esm',
    // Some packages offer a `main` that no bundler can read.
    mainFields: ['module', 'main'],
    // Bundled CommonJS packages still ask for Node's own modules through require.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  })
  const inputs = [programs, commands].flatMap(({ metafile }) => Object.keys(metafile.inputs))
  return [
    ...new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean)),
  ].sort()
}

/** Leaves `import('./x.ts')` to run time, as `import('./lib/x.js')`, and notes the file for the other build. */
function importsLater(files) {
  return {
    name: 'imports-later',
    setup({ onResolve }) {
      onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        files.add(join(resolveDir, path))
        return { path: `./lib/${basename(path, '.ts')}.js`, external: true }
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
