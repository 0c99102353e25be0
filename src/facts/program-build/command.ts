import { posix } from 'node:path'

/** Flags of `go build` that take the next word. */
const valued =
  /^--?(?:C|p|asmflags|buildmode|compiler|coverpkg|covermode|gccgoflags|gcflags|installsuffix|ldflags|mod|modfile|o|overlay|pgo|pkgdir|tags|toolexec)$/

/** Reads the words behind `go build`; undefined where it does not say both what the program is called and the one package that it is made of. */
export function builtByGo(words: readonly string[]): { name: string; source: string } | undefined {
  let name: string | undefined
  const packages: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const output = /^--?o=(.+)/.exec(word)?.[1] ?? (/^--?o$/.test(word) ? words[index + 1] : undefined)
    if (output !== undefined) name = programName(output)
    if (/^[>|#]/.test(word)) break
    if (valued.test(word)) index++
    // Flags in variables: `$(LDFLAGS)`.
    else if (!/^(?:-|[$@]\S*$)/.test(word) || /^\$\S+\/[\w./-]+$/.test(word)) packages.push(word)
  }
  const [first, ...others] = packages
  const isOne = first !== undefined && others.every((other) => other.endsWith('.go'))
  // Unread variables in front stand for the module, or for where it lies.
  const source = isOne ? first.replace(/^\$(?:\w+|\([^)]*\)|\{[^}]*\})\//, '') : ''
  if (name === undefined || source === '' || /[$*%{}()]|\.\.\.$/.test(source)) return undefined
  return { name, source: packageFolder(source) }
}

/** The folder of a package, which may be told by one of its files. */
export const packageFolder = (source: string): string => (source.endsWith('.go') ? posix.dirname(source) : source)

/** What a program is called, without what its system and machine add: `bin/orders-$(GOOS)-$(GOARCH).exe`. */
function programName(output: string): string | undefined {
  const name = posix
    .basename(output)
    .replace(/[-_.]?\$.*$/, '')
    .replace(/\.exe$/, '')
  return output.endsWith('/') || !/^[a-z][\w.-]*$/i.test(name) ? undefined : name
}
