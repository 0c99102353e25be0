/** What a command of a script is told, its line from 0, and the folder, where the script has changed into one. */
export interface Typed {
  readonly words: readonly string[]
  readonly line: number
  readonly folder?: string
}

/** Whether a file is one in which each line of a recipe has a shell of its own. */
export const isMakefile = (path: string): boolean => /(?:^|\/)(?:GNU)?(?:[Mm]akefile|[Jj]ustfile)$|\.mk$/.test(path)

/**
 * The commands of a script that begin as `command` says, whose first group is what they are told: once for each value that
 * loops give a variable, with what the script itself says that variables hold. `apart`: it is a Makefile.
 */
export function commandsIn(script: string, command: RegExp, apart = false): Typed[] {
  const variables = listsIn(script)
  const roots = rootsIn(script)
  for (const root of roots) variables.set(root, ['.'])
  let folder: string | undefined = '.'
  let target: string | undefined
  return logicalLines(script).flatMap(({ text: written, line }) => {
    if (/^\s*(?:#|\/\/|::|REM\b)/.test(written)) return []
    if (apart) target = /^([\w./-]+)\s*:(?!=)/.exec(written)?.[1] ?? target
    const text = target === undefined ? written : written.replaceAll('$@', target)
    const before = folder
    const found = text.split(/&&|;|\|\||\bdo\b|\bthen\b/).flatMap((part): Typed[] => {
      remember(part, variables, roots)
      const to = changed.exec(part)?.[1]?.replace(/["']|\)+$/g, '')
      if (to !== undefined) folder = folderBehind(to, folder, variables, roots)
      const [, rest] = command.exec(part) ?? []
      if (rest === undefined || folder === undefined) return []
      const here = folder
      return expanded(rest, variables).map((all) => ({
        words: (all.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/["']|\)+$/g, '')),
        line,
        ...(here === '.' ? {} : { folder: here }),
      }))
    })
    if (apart || /^\W*\(/.test(text)) folder = before
    return found
  })
}

const changed = /^\W*(?:cd|pushd|Set-Location|Push-Location)\s+(?:\/d\s+|-Path\s+)?(\S+)/

/** Where a script is after it has changed its folder: a root that it found out itself starts from its own. */
function folderBehind(
  to: string,
  folder: string | undefined,
  variables: ReadonlyMap<string, readonly string[]>,
  roots: ReadonlySet<string>,
): string | undefined {
  const isRooted = roots.has(/^\$[({]?(\w+)/.exec(to)?.[1] ?? '')
  const [place = to] = expanded(to, variables)
  if (/[$`~%]|^\/|^-/.test(place)) return undefined
  if (isRooted) return place
  return folder === undefined ? undefined : `${folder}/${place}`
}

const set = /^[ \t]*(?:(?:export|readonly|local) )?\$?(\w+)[ \t]{0,3}:?=[ \t]{0,3}(["']?[$`(].*)$/
const asksForPlace = /\bpwd\b|--show-toplevel|\bdirname\b|\brealpath\b|\$PSScriptRoot|\$MyInvocation|Get-Location/
const isOnlyPlace = /(?:[)`]|\$PSScriptRoot|\.(?:Path|Parent)|Get-Location)$/

/** `ROOT="$(cd "$(dirname "$0")/.." && pwd)"`, `$here = $PSScriptRoot`: variables that hold where the script or its repository lies. */
function rootsIn(script: string): Set<string> {
  const roots = new Set<string>()
  for (const line of script.split('\n')) {
    const [, name, written = ''] = set.exec(line) ?? []
    const value = written.trim().replace(/["']$/, '')
    const isPlace = asksForPlace.test(value) && isOnlyPlace.test(value) && !/\b(?:basename|Join-Path)\b/.test(value)
    if (name !== undefined && isPlace) roots.add(name)
  }
  return roots
}

/** Lists that a script of Bash begins with: `services=(cart orders)`. */
function listsIn(script: string): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>()
  for (const [, name = '', values = ''] of script.matchAll(/\b(\w+)=\(([\w\s"'./-]*)\)/g)) {
    lists.set(
      name,
      values
        .split(/[\s"']+/)
        .filter((value) => value !== '')
        .slice(0, 100),
    )
  }
  return lists
}

/** What the script itself says that variables hold. */
function remember(part: string, variables: Map<string, readonly string[]>, roots: Set<string>): void {
  // PowerShell: `$pages = Join-Path $root "src/pages"`.
  const [, joined, base, behind] = /^\s*\$(\w+)\s*=\s*Join-Path\s+["']?\$(\w+)["']?\s+["']?([\w./-]+)/.exec(part) ?? []
  if (joined !== undefined && base !== undefined && (roots.has(base) || base === 'PSScriptRoot')) {
    roots.add(joined)
    variables.set(joined, [`${variables.get(base)?.[0] ?? '.'}/${behind}`])
    return
  }
  const [, name, values] = /\bfor\s+(\w+)\s+in\s+([\w./ -]+)/.exec(part) ?? []
  if (name !== undefined && values !== undefined) variables.set(name, values.trim().split(/\s+/).slice(0, 100))
  const [, each, list] = /\bfor\s+(\w+)\s+in\s+["']?\$\{?(\w+)/.exec(part) ?? []
  if (each !== undefined && list !== undefined)
    variables.set(
      each,
      (variables.get(list) ?? []).flatMap((value) => value.split(' ')),
    )
  const [, own, written] =
    /^\s*(?:export\s+|readonly\s+|local\s+)?\$?(\w+)\s*[:?]{0,2}=\s*["']?([\w./${}()-]+)["']?\s*$/.exec(part) ?? []
  // `PLUGINS = $(AGENT)/plugins`: what others hold that were told before.
  const value = written === undefined ? undefined : expanded(written, variables)[0]
  if (own === undefined || roots.has(own) || value === undefined || !/^[\w./-]+$/.test(value)) return
  variables.set(own, [value])
  // `PAGES="$ROOT/src/pages"`: it starts where the root does.
  if (roots.has(/^\$[({]?(\w+)/.exec(written ?? '')?.[1] ?? '')) roots.add(own)
}

/** A text with each value of the variable that it names; those of whom nothing is known stay. */
function expanded(text: string, variables: ReadonlyMap<string, readonly string[]>): string[] {
  let texts = [text]
  const names = [...text.matchAll(/\$[({](\w+)[)}]|\$(\w+)/g)].map(([, braced, plain]) => braced ?? plain ?? '')
  for (const name of new Set(names)) {
    const values = variables.get(name)
    if (values === undefined || texts.length * values.length > 200) continue
    const reference = new RegExp(`\\$(?:[({]${name}[)}]|${name}\\b)`, 'g')
    texts = texts.flatMap((each) => values.map((value) => each.replace(reference, value)))
  }
  return [...new Set(texts)]
}

/** How scripts, Makefiles and pipelines say where they are: the root of the repository, or the folder that they are in. */
const here =
  /\$\((?:shell )?(?:pwd|git rev-parse --show-toplevel)\)|`pwd`|\$(?:\((?:CURDIR|PWD)\)|\{(?:PWD|GITHUB_WORKSPACE|CI_PROJECT_DIR)\}|(?:PWD|GITHUB_WORKSPACE|CI_PROJECT_DIR)\b|\{\{\s{0,3}github\.workspace\s{0,3}\}\})/g

/** Expressions of a pipeline, and what a shell runs to fill in a word, as words without spaces. */
export const withoutSpaces = (text: string): string =>
  text.replace(here, '.').replace(/\$\{\{[^}\n]{0,99}\}\}|\$\([^)\s]{1,40}\s[^)\n]{0,99}\)/g, '$_')

function logicalLines(script: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = []
  let goesOn = false
  for (const [line, written] of script.split(/\r?\n/).entries()) {
    const last = lines.at(-1)
    const text = withoutSpaces(written.replace(/[\\`]\s*$/, ' '))
    if (goesOn && last) last.text += text
    else lines.push({ text, line })
    goesOn = /[\\`]\s*$/.test(written)
  }
  return lines
}
