import { present } from '../present.ts'
import { commandsIn } from '../reading/script.ts'

/** What a command of docker, podman or the like is told: what it builds, from where, and what it calls it. */
export interface BuildCommand {
  readonly image: string
  /** Undefined where variables hide the folder or the Dockerfile. */
  readonly context?: string
  readonly dockerfile?: string
  /** The stage that it ends with. */
  readonly target?: string
}

/** A command, and where it is typed: its line from 0, and the folder, where the script has changed into one. */
export interface Built extends BuildCommand {
  readonly line: number
  readonly folder?: string
}

const builds = /\b(?:docker|podman|buildah|nerdctl)\s+(?:buildx\s+|image\s+|builder\s+)?(?:build|bud)\s+(\S.*)/

/** The commands of a script that build images. `apart`: it is a Makefile. */
export const buildsIn = (script: string, apart = false): Built[] =>
  commandsIn(script, builds, apart).flatMap(({ words, ...where }) => {
    const command = buildCommand(words)
    return command === undefined ? [] : [{ ...command, ...where }]
  })

/** Flags that take the next word. */
const valued =
  /^(?:-[tfomq]|--(?:tag|file|target|platform|build-arg|build-context|label|cache-from|cache-to|network|progress|output|secret|ssh|builder|add-host|iidfile|metadata-file|memory|shm-size|ulimit|annotation|attest|format|cpus))$/

/** Reads the words behind `build`; undefined where it names no image, or what is built lies elsewhere. */
export function buildCommand(words: readonly string[]): BuildCommand | undefined {
  let image: string | undefined
  let dockerfile: string | undefined
  let context: string | undefined
  let target: string | undefined
  for (let index = 0; index < words.length; index++) {
    const [word = '', next = ''] = words.slice(index, index + 2)
    const [, flag = word, given] = /^(--[\w-]+)=(.*)$/.exec(word) ?? []
    const value = given ?? next
    if (flag === '-t' || flag === '--tag') image ??= nameOf(value)
    if (flag === '-f' || flag === '--file') dockerfile = value
    if (flag === '--target' && /^[\w.-]+$/.test(value)) target = value
    if (given === undefined && valued.test(flag)) index++
    else if (!word.startsWith('-')) context ??= word
  }
  if (image === undefined || context === undefined || /:\/\//.test(context)) return undefined
  if (/[$`{}<>*]/.test(context + (dockerfile ?? ''))) return { image }
  return { image, context, ...present({ dockerfile, target }) }
}

/** The last part of an image's name, without what variables put before it and behind it. */
function nameOf(tag: string): string | undefined {
  const name = tag
    .replace(/\$\{\{[^}]{0,99}\}\}|\$\([^)]{0,99}\)|\$\{[^}]{0,99}\}|\$\w+/g, '$')
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .replace(/^.*\//, '')
    .replace(/^\$/, '')
  return /^[\w.-]+$/.test(name) ? name.toLowerCase() : undefined
}
