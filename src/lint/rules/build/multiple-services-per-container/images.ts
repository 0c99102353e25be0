import { posix } from 'node:path'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { buildContexts } from '../../docker/build-context.ts'

/**
 * Whether an image starts what a file says: one that copies the file, or a folder of its own with the file in it, and one
 * whose command names it. A script for the machine of a developer starts as much as it likes.
 */
export function startedByImages(facts: FactIndex): (file: string) => boolean {
  const contextOf = buildContexts(facts)
  const copied = facts.of('image-copy').flatMap(({ at, from, sources }) => {
    const context = contextOf(at.file)
    const paths = sources.map((source) => posix.join(context, source.replace(/^\//, '')).replace(/\/$/, ''))
    return from === undefined ? paths.filter((path) => path !== context) : []
  })
  const commands = facts.of('image-start').map(({ at, command }) => ({ context: contextOf(at.file), command }))
  const isScript = (file: string): boolean => /\.(?:sh|bash)$|entrypoint$/.test(file)
  return (file) => {
    const name = posix.basename(file)
    const isStarted = commands.some(
      ({ context, command }) =>
        (context === '.' || file.startsWith(`${context}/`)) &&
        (command.includes(name) || (!isScript(file) && /\bsupervisord\b/.test(command))),
    )
    return isStarted || (!isScript(file) && copied.some((path) => file === path || file.startsWith(`${path}/`)))
  }
}
