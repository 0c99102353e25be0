import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Full from 'handlebars'
import runtime from 'handlebars/runtime.js'
import { helpers } from './helpers.ts'
import type { ExampleManifest, ExamplePack, Layer, PackSource, Renderable, StackManifest, StackPack } from './pack.ts'

// The runtime's own types are empty; it is the full library without the compiler.
const Handlebars = runtime as unknown as Pick<typeof Full, 'registerHelper' | 'template'>

/** Text, or what Handlebars' precompiler made of a template. */
export type BuiltRenderable = string | { readonly template: TemplateSpecification }

/** A layer as the build writes it: path, content, executable. */
export interface BuiltLayer {
  readonly name: string
  readonly files: readonly (readonly [BuiltRenderable, BuiltRenderable, boolean])[]
}

/** `index.json` beside the built packs: the names to choose from, known without loading a pack. */
export interface PackIndex {
  readonly stacks: readonly string[]
  readonly examples: readonly string[]
}

/** Packs that the build compiled, in the folder at `base` (a `file:` URL that ends with `/`). */
export function builtPacks(base: URL): PackSource {
  Handlebars.registerHelper(helpers)
  const renderable = (built: BuiltRenderable): Renderable => {
    if (typeof built === 'string') return built
    let render: ReturnType<typeof Handlebars.template> | undefined
    return (context) => {
      render ??= Handlebars.template(built.template)
      return render(context)
    }
  }
  const layer = (built: BuiltLayer): Layer => ({
    name: built.name,
    files: built.files.map(([path, content, executable]) => ({
      path: renderable(path),
      content: renderable(content),
      executable,
    })),
  })
  const require = createRequire(base)
  const load = <Module>(name: string): Module => require(`./${name}.cjs`) as Module
  let index: PackIndex | undefined
  const names = (): PackIndex => {
    index ??= JSON.parse(readFileSync(new URL('index.json', base), 'utf8')) as PackIndex
    return index
  }

  return {
    stackNames: () => names().stacks,
    exampleNames: () => names().examples,
    async workspace() {
      const built = load<{ layer: BuiltLayer }>('workspace')
      return layer(built.layer)
    },
    async stack(name): Promise<StackPack> {
      const built = load<{ manifest: StackManifest; layers: BuiltLayer[] }>(`stack-${name}`)
      return { manifest: built.manifest, layers: built.layers.map(layer) }
    },
    async example(name): Promise<ExamplePack> {
      const built = load<{
        manifest: ExampleManifest
        root: BuiltLayer[]
        services: Record<string, BuiltLayer>
      }>(`example-${name}`)
      const services = Object.entries(built.services).map(([service, files]): [string, Layer] => [
        service,
        layer(files),
      ])
      return { manifest: built.manifest, root: built.root.map(layer), services: Object.fromEntries(services) }
    },
  }
}
