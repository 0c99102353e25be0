import type { Loose } from '../loose.ts'

/** How a command line installs a chart. */
export interface HelmCommand {
  readonly release: string
  /** As written: a path, or the name of one that is kept elsewhere. */
  readonly chart: string
  /** Files of values, the last one winning. */
  readonly files: readonly string[]
  /** `image.tag=1`, as `--set` has them. */
  readonly sets: readonly string[]
  /** Values that are written where it is told of, and no file has. */
  readonly written?: readonly Loose[]
}

const takesFile = /^(?:-f|--values)$/
const takesSet = /^--set(?:-string)?$/
/** Options that the word behind them belongs to. */
const takesWord =
  /^(?:-n|--(?:namespace|name|version|timeout|repo|username|password|description|history-max|kube-?[\w-]*|ca-file|cert-file|key-file|keyring|post-renderer|set-file|set-json|tiller-namespace))$/

/** One that a text has. */
export interface PlacedHelmCommand extends HelmCommand {
  /** Where it begins in the text. */
  readonly offset: number
}

/** `helm upgrade --install orders charts/orders -f prod.yaml --set image.tag=1`, wherever a script or a pipeline has it. */
export function helmCommands(text: string): PlacedHelmCommand[] {
  if (!text.includes('helm')) return []
  const joined = text.replace(/\\\r?\n/g, (end) => ' '.repeat(end.length))
  const found = joined.matchAll(/\bhelm[23]?[ \t]+(?:upgrade|install)[ \t]([^\n]*)/g)
  return [...found].flatMap(({ 1: rest = '', index: offset }) =>
    command(words(rest)).map((each) => ({ ...each, offset })),
  )
}

function command(all: readonly string[]): HelmCommand[] {
  const named: string[] = []
  const [files, sets]: [string[], string[]] = [[], []]
  let release: string | undefined
  for (let index = 0; index < all.length; index++) {
    const [option = '', inline] = /^(-{1,2}[\w-]+)=(.*)$/.exec(all[index] ?? '')?.slice(1) ?? [all[index]]
    if (!option.startsWith('-')) {
      named.push(option)
      continue
    }
    const isTaken = takesFile.test(option) || takesSet.test(option) || takesWord.test(option)
    const value = inline ?? (isTaken ? all[++index] : undefined)
    if (value === undefined) continue
    if (takesFile.test(option)) files.push(...value.split(','))
    else if (takesSet.test(option)) sets.push(...value.split(','))
    else if (option === '--name') release = value
  }
  const [name, chart] = release === undefined ? named : [release, named[0]]
  return name === undefined || chart === undefined ? [] : [{ release: name, chart, files, sets }]
}

/** The words of a command, up to where the next one begins; quotes hold words together. */
function words(line: string): string[] {
  const found: string[] = []
  for (const [word] of line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)) {
    if (/^(?:&&|\|\|?|;|#|>|2>)/.test(word)) break
    found.push(word.replace(/["']/g, '').replace(/;$/, ''))
    if (word.endsWith(';')) break
  }
  return found
}
