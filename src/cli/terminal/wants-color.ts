/** Whether to colour: flag, then FORCE_COLOR, then NO_COLOR, then whether it goes to a terminal that can. */
export function wantsColor(
  isTerminal: () => boolean,
  env: Readonly<Record<string, string | undefined>> = process.env,
  argv: readonly string[] = process.argv,
): boolean {
  if (argv.includes('--no-color')) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  if (env.NO_COLOR) return false
  return env.TERM !== 'dumb' && isTerminal()
}
