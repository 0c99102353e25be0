import picomatch from 'picomatch'
import type { Layer, Renderable } from './pack.ts'

/** A file as it will lie in the folder that is being made. */
export interface RenderedFile {
  readonly path: string
  readonly content: string
  readonly executable: boolean
}

/** What to leave out of a rendering. */
export interface Selection {
  /** Glob → flag of the context: such files appear only where the flag is true. */
  readonly when?: Readonly<Record<string, string>>
  /** Globs of files of the layers below the last that are not wanted. */
  readonly remove?: readonly string[]
}

/**
 * Renders layers one over the other: of two files at one path the later layer's wins. Sorted by path.
 * Throws what Handlebars throws when a template asks for a word that the context lacks: a bug in the pack.
 */
export function renderLayers(layers: readonly Layer[], context: object, selection: Selection = {}): RenderedFile[] {
  const flags = context as Readonly<Record<string, unknown>>
  const hidden = Object.entries(selection.when ?? {})
    .filter(([, flag]) => !flags[flag])
    .map(([glob]) => glob)
  const files = new Map<string, RenderedFile>()
  for (const [index, layer] of layers.entries()) {
    const left = index < layers.length - 1 ? [...hidden, ...(selection.remove ?? [])] : hidden
    const isLeftOut = left.length === 0 ? () => false : picomatch(left, { dot: true })
    for (const file of layer.files) {
      const path = resolve(file.path, context)
      if (isLeftOut(path)) continue
      files.set(path, { path, content: resolve(file.content, context), executable: file.executable })
    }
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

function resolve(renderable: Renderable, context: object): string {
  return typeof renderable === 'string' ? renderable : renderable(context)
}
