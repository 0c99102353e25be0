/**
 * Builds `dist/`: the two programs bundled with all that they use, the template packs compiled, the rules' pages,
 * and the notices of the packages that are bundled. `npm pack` then holds what runs and nothing else.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

/** @returns the folders of the packages that ended up in the bundle. */
async function bundlePrograms() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: { msvc: 'src/cli/msvc.ts', create: 'src/cli/create.ts' },
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    define: { __VERSION__: JSON.stringify(version) },
    // Bundled CommonJS packages still ask for Node's own modules through require.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  })
  const inputs = Object.keys(result.metafile.inputs)
  return [
    ...new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean)),
  ].sort()
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
  for (const group of readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const id of readdirSync(join(rules, group.name))) {
      copyFileSync(join(rules, group.name, id, 'rule.md'), join(dist, 'rules', `${id}.md`))
    }
  }
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
