/**
 * Writes every template pack as a CommonJS module, its templates compiled: at run time nothing is left to parse.
 * Called by build.mjs with the folder of templates and the folder to write to.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { folderPacks } from '../src/scaffold/folder-packs.ts'
import { compileOptions } from '../src/scaffold/helpers.ts'
import { parseExampleManifest } from '../src/scaffold/manifest.ts'
import { readTemplateFolder } from '../src/scaffold/read-folder.ts'

const [templates = '', target = ''] = process.argv.slice(2)
mkdirSync(target, { recursive: true })

const precompile = (text: string): string => `{ template: ${Handlebars.precompile(text, compileOptions)} }`
const literal = (text: string, isTemplate: boolean): string => (isTemplate ? precompile(text) : JSON.stringify(text))

function layer(name: string): string {
  const files = readTemplateFolder(join(templates, name)).map(
    ({ path, text, isTemplate, executable }) =>
      `[${literal(path, path.includes('{{'))}, ${literal(text, isTemplate)}, ${executable}]`,
  )
  return `{ name: ${JSON.stringify(name)}, files: [\n${files.join(',\n')}\n] }`
}

const write = (name: string, body: string): void => writeFileSync(join(target, name), body)
const packs = folderPacks(templates)

// A layer shared by packs is a module of its own; packs import it.
const shared = new Map<string, string>()
function sharedLayer(name: string): string {
  const known = shared.get(name)
  if (known !== undefined) return known
  const variable = `layer${shared.size}`
  shared.set(name, variable)
  write(`${variable}.cjs`, `module.exports = ${layer(name)}\n`)
  return variable
}
const imports = (variables: readonly string[]): string =>
  variables.map((variable) => `const ${variable} = require('./${variable}.cjs')\n`).join('')

write('workspace.cjs', `exports.layer = ${layer('workspace')}\n`)

for (const name of packs.stackNames()) {
  const { manifest } = await packs.stack(name)
  const below = manifest.layers.map(sharedLayer)
  const layers = [...below, layer(`stacks/${name}`)].join(',\n')
  write(
    `stack-${name}.cjs`,
    `${imports(below)}exports.manifest = ${JSON.stringify(manifest)}\nexports.layers = [\n${layers}\n]\n`,
  )
}

for (const name of packs.exampleNames()) {
  const manifest = parseExampleManifest(readFileSync(join(templates, 'examples', name, 'template.yaml'), 'utf8'))
  const below = manifest.layers.map(sharedLayer)
  const own = readdirSync(join(templates, 'examples', name, 'services'))
  const services = own.map((service) => `${JSON.stringify(service)}: ${layer(`examples/${name}/services/${service}`)}`)
  write(
    `example-${name}.cjs`,
    `${imports(below)}exports.manifest = ${JSON.stringify(manifest)}
exports.root = [${[...below, layer(`examples/${name}/root`)].join(',\n')}]
exports.services = {\n${services.join(',\n')}\n}\n`,
  )
}

write('index.json', JSON.stringify({ stacks: packs.stackNames(), examples: packs.exampleNames() }))
