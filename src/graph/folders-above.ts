/** All folders that a folder lies in, but for the root. */
export function foldersAbove(path: string): string[] {
  const steps = path.split('/')
  return steps.slice(1).map((_, index) => steps.slice(0, index + 1).join('/'))
}
