export interface Point {
  readonly x: number
  readonly y: number
}

/** Something with a size that is to be given a place. */
export interface Part {
  readonly id: string
  readonly width: number
  readonly height: number
}

/** `x` and `y` are its middle. */
export interface Box extends Part, Point {}

/** From one part to another. */
export interface Link {
  readonly id: number
  readonly from: string
  readonly to: string
}

/** Where parts stand and how links run, from 0, 0 to the right and down. */
export interface Arrangement {
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<string, Box>
  readonly lines: ReadonlyMap<number, readonly Point[]>
}
