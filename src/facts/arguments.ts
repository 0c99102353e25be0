import { parseAddress } from './address/parse-address.ts'
import { asText } from './loose.ts'
import type { ArgumentFact } from './program-facts.ts'

/** What a word of a command line says: to which option it belongs, and what it is. */
interface Argument {
  readonly index: number
  readonly flag?: string
  readonly value: string
}

/** Programs and options that only wait for somebody: start order is no call. */
const waiting = /(?:^|\/)(?:wait(?:-for(?:-it)?)?|wait4ports|dockerize)(?:\.sh)?$/i
const waitFlag = /^wait(?:-for)?$/i
/** Commands of scripts that ask whether somebody is there. */
const asking =
  /^(?:until|while|for|if|nc|netcat|curl|wget|ping|pg_isready|mysqladmin|redis-cli|mongo(?:sh)?|sleep|echo)\b/
const hostFlag = /(?:host|addr(?:ess)?|ur[il]|server|brokers?|endpoint|dsn|target|upstream|backend)s?$/i
const hostForm = /^[a-z][\w-]*(?:\.[\w-]+)*$/i

/** Arguments that tell an address, of a command as a list of words or as one text. */
export function addressArguments(command: readonly string[] | string): Argument[] {
  const words = typeof command === 'string' ? inWords(command) : command
  // `sh -c "…"`: the script is what runs.
  const script = words.findIndex((word, index) => /^-\w*c$/.test(words[index - 1] ?? '') && /\s/.test(word))
  if (script >= 0) return commandsOf(words[script] ?? '').flatMap((each) => at(script, argumentsOf(inWords(each))))
  return typeof command === 'string'
    ? commandsOf(command).flatMap((each) => argumentsOf(inWords(each)))
    : argumentsOf(words)
}

/** The same as facts. */
export const argumentFacts = (
  command: readonly string[] | string,
  place: (index: number) => ArgumentFact['at'],
  workload?: string,
): ArgumentFact[] =>
  addressArguments(command).map(({ index, flag, value }) => ({
    kind: 'argument',
    at: place(index),
    value,
    ...(flag === undefined ? {} : { flag }),
    ...(workload === undefined ? {} : { workload }),
  }))

function argumentsOf(words: readonly string[]): Argument[] {
  const start = waiting.test(words[0] ?? '') ? words.indexOf('--') : 0
  if (start < 0) return []
  return words.flatMap((word, index): Argument[] => {
    if (index < start) return []
    const [, flag, value] = /^--?([A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? []
    const before = /^--?([A-Za-z][\w.-]*)$/.exec(words[index - 1] ?? '')?.[1]
    const [name, text] = value === undefined ? [before, word] : [flag, value]
    if (word.startsWith('-') && value === undefined) return []
    if (name !== undefined && waitFlag.test(name)) return []
    const isHost = name !== undefined && hostFlag.test(name) && hostForm.test(text)
    if (parseAddress(text) === undefined && !isHost) return []
    return [{ index, value: text, ...(name === undefined ? {} : { flag: name }) }]
  })
}

const at = (index: number, all: readonly Argument[]): Argument[] => all.map((each) => ({ ...each, index }))

/** The commands of a script that start something. */
const commandsOf = (script: string): string[] =>
  script
    .split(/&&|\|\||[;|\n]/)
    .map((each) => each.trim().replace(/^(?:exec|do|then)\s+/, ''))
    .filter((each) => each !== '' && !asking.test(each))

/** Words as a shell parts them, quotes taken off. */
export const inWords = (text: string): string[] =>
  [...text.matchAll(/(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/^(["'])(.*)\1$|["']/gs, '$2'),
  )

/** The command line that a manifest gives a container in parts, each a text or a list of words; nothing where it gives none. */
export function commandOf(...parts: readonly unknown[]): { command?: string } {
  const given = parts.filter((part) => part !== undefined && part !== null)
  const words = given
    .flatMap((part) => (Array.isArray(part) ? part : [part]))
    .map((word: unknown) => asText(word) ?? '')
  return given.length === 0 ? {} : { command: words.join(' ') }
}
