import { posix } from 'node:path'
import { isPlainMap } from '../../yaml/loose.ts'
import type { Loose } from '../loose.ts'

const environmentName = /\{\{-?\s*\.Environment\.Name\s*-?\}\}/g
const onlyAction = /^[ \t]*\{\{-?[^{}\n]*\}\}[ \t]*$/gm

/**
 * What helmfile makes of a list of releases before it reads it, as far as that needs no values: in one of its environments,
 * and without the lines that only decide. A setting that values tell is left out, and an item that they tell says nothing
 * (`$`). `has`: whether the repository holds a file. Any other text is given back as it is.
 */
export function filledList(text: string, file: string, has: (path: string) => boolean): string {
  if (!/(?:^|\/)helmfile/.test(file) || !text.includes('{{')) return text
  const name = environment(text, posix.dirname(file), has)
  return told(text.replace(onlyAction, '').replace(environmentName, name))
}

/** A file of values that is a template: without what other values tell. Any other text is given back as it is. */
export const filledValues = (text: string, file: string): string =>
  file.endsWith('.gotmpl') ? told(text.replace(onlyAction, '')) : text

/** Without what was left out: a key that has nothing says nothing, and takes no value from those below. */
export function withoutNothing(values: Loose): Loose {
  const said = Object.entries(values).flatMap(([key, value]) => {
    if (value === null || value === undefined) return []
    if (!isPlainMap(value)) return [[key, value] as const]
    const inner = withoutNothing(value)
    return Object.keys(inner).length === 0 && Object.keys(value).length > 0 ? [] : [[key, inner] as const]
  })
  return Object.fromEntries(said)
}

const told = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => {
      if (!line.includes('{{')) return [line]
      return /^\s*-\s/.test(line) ? [line.replace(/\{\{.*\}\}/, '$$')] : []
    })
    .join('\n')

/** The environment that is taken where none is asked for; else, of those that the list names, the first of which most files are there. */
function environment(text: string, folder: string, has: (path: string) => boolean): string {
  const block = /^environments:[ \t]*\n((?:[ \t#].*\n|[ \t]*\n)+)/m.exec(text)?.[1] ?? ''
  const depth = /^ +(?=[\w-]+:)/m.exec(block)?.[0] ?? ''
  const names = [...block.matchAll(/^( +)([\w-]+):/gm)].flatMap(([, indent, name]) =>
    indent === depth && name !== undefined ? [name] : [],
  )
  if (names.length === 0 || names.includes('default')) return 'default'
  const files = [...text.matchAll(/^\s*-\s+["']?(\S*\{\{-?\s*\.Environment\.Name\s*-?\}\}[^\s"']*)/gm)]
  const count = (name: string): number =>
    files.filter(([, path = '']) => has(posix.join(folder, path.replace(environmentName, name)))).length
  return names.reduce((best, each) => (count(each) > count(best) ? each : best))
}
