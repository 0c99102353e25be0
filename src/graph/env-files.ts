import { posix } from 'node:path'
import type { FactIndex } from '../facts/fact-index.ts'
import { foldersAbove } from './folders-above.ts'

const open = /\$\{(\w+)(?::?[-?][^}]*)?\}/g
/** Who logs in, and with what: `postgres://app:${PASSWORD}@`, `User Id=app;Password=${PASSWORD}`. */
const login = /:\/\/[^/@\s]*@|\b(?:password|pwd|pass|user(?:[ _]?(?:id|name))?|uid)\s*=\s*\$\{[^}]*\}/gi

/** A port that only the shell tells: `http://orders:${ORDERS_PORT}/api` is at `orders` all the same. */
const openPort = /(?<=:\/\/(?:[^/@\s]{1,200}@)?[\w.-]{1,100}):\$\{\w+\}(?=[/?,]|$)/g

/** Variables of the `.env` beside a compose file, which compose fills in. */
export interface EnvFiles {
  /** The value of a variable in the `.env` beside a file. */
  beside(file: string, name: string): string | undefined
  /** A text with every `${NAME}` filled in; undefined where one stays open that is neither part of a login nor a port. */
  filled(text: string, file: string): string | undefined
}

/** How people call a file of variables that shows how one is filled in which is kept out of the repository. */
function examplesOf(file: string): string[] {
  const folder = posix.dirname(file)
  const words = ['example', 'sample', 'template']
  const beside = [...words, 'dist', 'defaults'].map((word) => `${file}.${word}`)
  // `settings-sample.env` for `settings.env`
  const [, stem] = /^(.*[\w-])\.env$/.exec(file) ?? []
  const named =
    stem === undefined ? [] : words.flatMap((word) => ['-', '.', '_'].map((sign) => `${stem}${sign}${word}.env`))
  const alone = words.flatMap((word) => [`${folder}/${word}.env`, `${folder}/env.${word}`])
  return [...beside, ...named, ...alone]
}

/** Finds the file of variables that stands for another one which is not there: `.env.example` for `.env`. */
export function keptEnvFile(facts: FactIndex): (file: string) => string {
  return (file) => {
    if (facts.in(file).length > 0) return file
    const others = examplesOf(file).map((name) => posix.normalize(name))
    return others.find((other) => facts.in(other).length > 0) ?? file
  }
}

/**
 * Indexes the variables of `.env` files, which are given to a folder and to no workload. A compose file without one beside it is
 * put together with one further out (`docker compose -f compose.yaml -f addons/mail/compose.yaml up`), whose `.env` fills both.
 */
export function envFiles(facts: FactIndex): EnvFiles {
  const values = new Map<string, string>()
  for (const { at, name, value, workload } of facts.of('env-set')) {
    if (workload === undefined && value !== undefined) values.set(`${at.file}\0${name}`, value)
  }
  const kept = keptEnvFile(facts)
  const files = new Map<string, string>()
  const composed = new Set(
    facts.of('workload').flatMap(({ source, at }) => (source === 'compose' ? [posix.dirname(at.file)] : [])),
  )
  const fileFor = (folder: string): string => {
    const own = kept(posix.join(folder, '.env'))
    if (facts.in(own).length > 0) return own
    const further = ['.', ...foldersAbove(folder)].filter((above) => above !== folder && composed.has(above))
    const files = further.map((above) => kept(posix.join(above, '.env')))
    return files.findLast((file) => facts.in(file).length > 0) ?? own
  }
  const beside = (file: string, name: string): string | undefined => {
    const folder = posix.dirname(file)
    if (!files.has(folder)) files.set(folder, fileFor(folder))
    return values.get(`${files.get(folder)}\0${name}`)
  }
  return {
    beside,
    filled(text, file) {
      const filled = text.replace(open, (whole, name: string) => beside(file, name) ?? whole)
      const told = filled.includes('${') ? filled.replace(login, (part) => part.replace(open, '$1')) : filled
      const whole = told.includes('${') ? told.replace(openPort, '') : told
      return whole.includes('${') ? undefined : whole
    },
  }
}
