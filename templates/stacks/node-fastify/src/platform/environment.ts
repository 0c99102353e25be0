/** Every bad setting of an environment: one line each. */
export class SettingsError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>
type Bounds = { readonly min: number; readonly max: number }

/**
 * Reads typed values out of environment variables and remembers everything that is wrong with them,
 * so that a start fails once with the whole list. An empty variable counts as not set.
 */
export function environmentReader(environment: Environment) {
  const problems: string[] = []
  const read = (name: string): string | undefined => environment[name]?.trim() || undefined

  function number(name: string, fallback: number, { min, max }: Bounds, isWhole: boolean): number {
    const text = read(name)
    if (text === undefined) return fallback
    const value = Number(text)
    if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
    const kind = isWhole ? 'a whole number' : 'a number'
    problems.push(`${name} must be ${kind} from ${min} to ${max}, not ${JSON.stringify(text.slice(0, 40))}`)
    return fallback
  }

  function optionalUrl(name: string): string | undefined {
    const text = read(name)
    if (text === undefined) return undefined
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url?.protocol === 'http:' || url?.protocol === 'https:') return text.replace(/\/+$/, '')
    // The value is not repeated: an address may hold a password.
    problems.push(`${name} must be an http or https address, such as http://localhost:8080`)
    return undefined
  }

  return {
    text: (name: string, fallback: string): string => read(name) ?? fallback,
    integer: (name: string, fallback: number, bounds: Bounds): number => number(name, fallback, bounds, true),
    seconds: (name: string, fallback: number, bounds: Bounds): number => number(name, fallback, bounds, false),
    url: (name: string, fallback: string): string => optionalUrl(name) ?? fallback,
    optionalUrl,
    oneOf<const Choice extends string>(name: string, fallback: Choice, choices: readonly Choice[]): Choice {
      const text = read(name)
      const choice = text === undefined ? fallback : choices.find((known) => known === text)
      if (choice !== undefined) return choice
      problems.push(`${name} must be one of ${choices.join(', ')}, not ${JSON.stringify(text?.slice(0, 40))}`)
      return fallback
    },
    /** A rule that concerns more than one setting. */
    ensure(isMet: boolean, problem: string): void {
      if (!isMet) problems.push(problem)
    },
    /** Throws a SettingsError when anything was wrong. */
    check(): void {
      if (problems.length > 0) throw new SettingsError(problems)
    },
  }
}
