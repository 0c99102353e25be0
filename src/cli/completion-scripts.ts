/** A command as completion knows it. */
export interface CommandWords {
  readonly name: string
  readonly description: string
  readonly options: readonly string[]
}

type Script = (commands: readonly CommandWords[]) => string

const bash: Script = (commands) => `# bash completion for msvc
_msvc() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, options }) => `    ${name}) words='${options.join(' ')}' ;;`).join('\n')}
    *) words='' ;;
  esac
  if ((COMP_CWORD == 1)); then words='${commands.map(({ name }) => name).join(' ')} --help --version'; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _msvc msvc
`

const zsh: Script = (commands) => `#compdef msvc
_msvc() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${single(`${name}:${description}`)}`).join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  case $words[2] in
${commands.map(({ name, options }) => `    ${name}) compadd -- ${options.join(' ')} ;;`).join('\n')}
  esac
  _files
}
if [ "$funcstack[1]" = _msvc ]; then _msvc "$@"; else compdef _msvc msvc; fi
`

const fish: Script = (commands) =>
  commands
    .flatMap(({ name, description, options }) => [
      `complete -c msvc -n __fish_use_subcommand -f -a ${name} -d ${single(description)}`,
      ...options.map((option) => `complete -c msvc -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`),
    ])
    .map((line) => `${line}\n`)
    .join('')

/** Scripts by shell. */
export const scripts: ReadonlyMap<string, Script> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
])

/** In single quotes, as all three shells read them. */
const single = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
