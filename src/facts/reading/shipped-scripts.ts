const minified = /^(.*)[-.]min\.[cm]?js$/
const script = /^(.*?)(?:[-.](?:debug|src))?\.[cm]?js$/

/**
 * Tells scripts for browsers as their makers ship them: minified, and the same beside it to be read. They are copies of
 * other people's code, whatever the folder is called.
 */
export function shippedScripts(files: readonly string[]): (file: string) => boolean {
  let stems: ReadonlySet<string> | undefined
  const known = (): ReadonlySet<string> => {
    stems ??= new Set(files.flatMap((file) => minified.exec(file)?.[1] ?? []))
    return stems
  }
  return (file) => file.endsWith('js') && (minified.test(file) || known().has(script.exec(file)?.[1] ?? ''))
}
