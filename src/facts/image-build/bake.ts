import { posix } from 'node:path'
import { withoutComments } from '../reading/comments.ts'
import { type Built, buildCommand } from './command.ts'

const header = /^[ \t]*target[ \t]+"([\w-]+)"[ \t]*\{/gm
const field = (block: string, name: string): string | undefined =>
  new RegExp(String.raw`^[ \t]*${name}[ \t]*=[ \t]*"([^"\n]*)"`, 'm').exec(block)?.[1]
const tags = /^[ \t]*tags[ \t]*=[ \t]*\[[^"\]]{0,200}"([^"\n]*)"/m

/**
 * Targets of `docker buildx bake`, after https://docs.docker.com/build/bake/reference/: `target "cart" { context = "services/cart" }`.
 * An image is called by its first tag, else as its target.
 */
export function buildsOfBake(text: string): Built[] {
  const code = withoutComments(text, 'scripts')
  const starts = [...code.matchAll(header)]
  let line = 0
  let seen = 0
  return starts.flatMap(({ index, 1: name = '' }, place): Built[] => {
    line += code.slice(seen, index).split('\n').length - 1
    seen = index
    const block = code.slice(index, starts[place + 1]?.index)
    const [context, dockerfile, stage] = ['context', 'dockerfile', 'target'].map((key) => field(block, key))
    // What others inherit from says no more than what they share.
    if (context === undefined && dockerfile === undefined) return []
    const found = buildCommand([
      ...['-t', tags.exec(block)?.[1] ?? name],
      // From the context, unlike what the command itself is told.
      ...(dockerfile === undefined ? [] : ['-f', posix.join(context ?? '.', dockerfile)]),
      ...(stage === undefined ? [] : ['--target', stage]),
      context ?? '.',
    ])
    return found === undefined ? [] : [{ ...found, line }]
  })
}
