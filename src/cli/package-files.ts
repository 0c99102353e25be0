/** Root of this package: two folders up, from `src/cli/` as from `dist/lib/`. */
export const packageRoot = new URL('../../', import.meta.url)

/** What the build made, by path from `dist/`. */
export const builtFile = (path: string): URL => new URL(`dist/${path}`, packageRoot)
