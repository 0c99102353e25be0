/** A file or folder that goes elsewhere. */
export interface Move {
  readonly path: string
  readonly to: string
}

/** Whether `path` is `folder` or lies below it. */
export const isAtOrBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

/** Where what lies at `path` after the moves lay before them; undefined when a move took it away. */
export function beforeMoves(path: string, moves: readonly Move[]): string | undefined {
  let source = path
  for (const move of moves.toReversed()) {
    if (isAtOrBelow(source, move.to)) source = move.path + source.slice(move.to.length)
    else if (isAtOrBelow(source, move.path)) return undefined
  }
  return source
}
