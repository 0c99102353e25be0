import picomatch from 'picomatch'

/**
 * Whether a file is one of those that people name: by itself, by a glob, or by a folder that it lies in. A leading `./` or
 * `/` and a slash at the end say no more than the name. One that starts with `!` is an exception to those before it, as in
 * files of git; alone it names nothing.
 */
export function pathGlobs(globs: readonly string[]): (path: string) => boolean {
  if (!globs.some(isException)) return anyOf(globs)
  const steps = globs.map((glob) => {
    const names = !isException(glob)
    return { names, matches: anyOf([names ? glob : glob.slice(1)]) }
  })
  return (path) => steps.findLast(({ matches }) => matches(path))?.names ?? false
}

/** Whether one that people name is an exception to those before it; `!(a|b)` is a glob of its own. */
export const isException = (glob: string): boolean => /^![^(]/.test(glob)

function anyOf(globs: readonly string[]): (path: string) => boolean {
  const named = globs.flatMap((glob) => glob.replace(/^(?:\.\/|\/)+(?=.)/, '').replace(/(?<=.)\/+$/, '') || [])
  if (named.length === 0) return () => false
  // A lone star stands for the files of a folder, and not for the folders in it.
  return picomatch([...named, ...named.flatMap((glob) => (/(?:^|\/)\*$/.test(glob) ? [] : [`${glob}/**`]))], {
    dot: true,
  })
}
