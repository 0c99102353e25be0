import picomatch from 'picomatch'

/** Whether a folder is a member by a list of globs: the last that matches decides, one with `!` against it. */
export function isMember(folder: string, globs: readonly string[]): boolean {
  const last = globs.findLast((glob) => picomatch.isMatch(folder, glob.replace(/^!?(?:\.\/)?/, '').replace(/\/+$/, '')))
  return last !== undefined && !last.startsWith('!')
}
