import type { Rule } from '../../../rule.ts'
import { imageOwners } from '../service-image.ts'

export const shellFormEntrypoint: Rule = {
  id: 'shell-form-entrypoint',
  group: 'docker',
  severity: 'warning',
  summary: 'An image starts its service through a shell that keeps signals to itself.',
  why: 'SIGTERM never arrives, so each deployment waits for the kill and cuts off the requests that are in flight.',
  help: 'Write the command as a list of words: ["node", "dist/main.js"]; or let the shell hand over: exec node dist/main.js.',
  *check(context) {
    const { facts } = context
    const ownerOf = imageOwners(context)
    const starts = facts.of('image-start')
    for (const { at, instruction, form, command } of starts) {
      // Only the last of a kind counts, and CMD only gives arguments to an ENTRYPOINT in words.
      const inFile = starts.filter((other) => other.at.file === at.file)
      const isOverruled = inFile.findLast((other) => other.instruction === instruction)?.at !== at
      const isArgument = instruction === 'CMD' && inFile.some((other) => other.instruction === 'ENTRYPOINT')
      if (form === 'exec' || isOverruled || isArgument || handsOver(command) || onlyWaits.test(command)) continue
      const service = ownerOf(at.file)
      if (service === undefined) continue
      const message = `The image of ${service.name} starts it through a shell (${instruction} ${beginning(command)}), which does not pass signals on.`
      yield { message, at, services: [service.name] }
    }
  },
}

/** The program and what it is told to do, without options and settings: they may be long, and hold secrets. */
function beginning(command: string): string {
  const words = command.replace(/^(?:\w+=\S*\s+)+/, '').split(/\s+/)
  const end = words.findIndex((word) => /^-|[=@]/.test(word))
  return end < 0 ? words.join(' ') : [...words.slice(0, end), '…'].join(' ')
}

/** `exec` replaces the shell; so do entry points made to be the first process. */
const handsOver = (command: string): boolean => /(?:^|&&|;)\s*(?:exec|tini|dumb-init)\s/.test(command)

/** `sleep infinity`: whoever starts the image says what runs in it. */
const onlyWaits = /^(?:sleep (?:inf|\d{4})|tail -[fF] \/dev\/null)/
