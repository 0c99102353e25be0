import type { EdgeKind } from '../../graph.ts'

/** The end of a line by its kind: told apart in black and white, too. In a field of 16 × 12 whose tip is at 15, 6. */
const heads: Readonly<Record<EdgeKind, string>> = {
  http: '<path d="M4 1L15 6L4 11z"/>',
  grpc: '<path d="M1 1L8 6L1 11zM8 1L15 6L8 11z"/>',
  event: '<path class="open" d="M6 1L14 6L6 11"/>',
  broker: '<path class="open" d="M8 1L14 6L8 11M3 1V11"/>',
  database: '<circle cx="11" cy="6" r="4"/>',
  cache: '<circle class="open" cx="10.5" cy="6" r="3.6"/>',
  code: '<path d="M5 6L10 1L15 6L10 11z"/>',
  build: '<path class="open" d="M5 6L9.5 1.5L14 6L9.5 10.5z"/>',
}

/** Arrow heads for `marker-end`, by kind; a prefix tells those of one picture in a page from those of another. */
export const arrowHeads = (kinds: readonly EdgeKind[]): string =>
  `<defs>${kinds
    .map(
      (kind) =>
        `<marker id="head-${kind}" viewBox="0 0 16 12" refX="15" refY="6" markerWidth="16" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto"><g class="head ${kind}">${heads[kind]}</g></marker>`,
    )
    .join('')}</defs>`

/** A short line of a kind with its head, for the legend. */
export const sampleOf = (kind: EdgeKind): string =>
  `<svg class="sample" width="40" height="12" viewBox="0 0 40 12" aria-hidden="true"><path class="edge ${kind}" d="M1 6H26"/><g class="head ${kind} flat" transform="translate(24 0)">${heads[kind]}</g></svg>`
