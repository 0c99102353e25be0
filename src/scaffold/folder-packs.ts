import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { compileOptions, helpers } from './helpers.ts'
import { parseExampleManifest, parseStackManifest } from './manifest.ts'
import type { Layer, PackFile, PackSource } from './pack.ts'
import { type RawFile, readTemplateFolder } from './read-folder.ts'

/** Packs straight from a `templates/` folder, compiled when first asked for. The build and the tests read them so. */
export function folderPacks(templates: string): PackSource {
  const read = (...path: string[]): string => readFileSync(join(templates, ...path), 'utf8')
  const layer = (name: string): Layer => compileLayer(name, readTemplateFolder(join(templates, name)))
  const stackManifest = (name: string) => parseStackManifest(read('stacks', name, 'template.yaml'))
  // By its text: a manifest that is being written need not be valid yet.
  const isOffered = (name: string): boolean => /^offered: true$/m.test(read('stacks', name, 'template.yaml'))
  return {
    stackNames: () => foldersIn(join(templates, 'stacks')).filter(isOffered),
    exampleNames: () => foldersIn(join(templates, 'examples')),
    workspace: async () => layer('workspace'),
    async stack(name) {
      const manifest = stackManifest(name)
      return { manifest, layers: [...manifest.layers, `stacks/${name}`].map(layer) }
    },
    async example(name) {
      const manifest = parseExampleManifest(read('examples', name, 'template.yaml'))
      const services = manifest.services.map((service): [string, Layer] => [
        service.name,
        layer(`examples/${name}/services/${service.name}`),
      ])
      return {
        manifest,
        root: [...manifest.layers, `examples/${name}/root`].map(layer),
        services: Object.fromEntries(services),
      }
    },
  }
}

/** Folders that hold a `template.yaml`, sorted. */
function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('template.yaml'))
    .map((entry) => entry.name)
    .sort()
}

function compileLayer(name: string, files: readonly RawFile[]): Layer {
  const engine = Handlebars.create()
  engine.registerHelper(helpers)
  const compile = (text: string) => {
    const render = engine.compile<object>(text, compileOptions)
    return (context: object): string => render(context)
  }
  return {
    name,
    files: files.map(
      ({ path, text, isTemplate, executable }): PackFile => ({
        path: path.includes('{{') ? compile(path) : path,
        content: isTemplate ? compile(text) : text,
        executable,
      }),
    ),
  }
}
