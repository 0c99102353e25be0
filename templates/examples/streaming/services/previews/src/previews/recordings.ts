/** Notes in hertz, one after the other. */
export type Melody = readonly number[]

const c = 261.63
const e = 329.63
const g = 392
const a = 440
const high = 523.25

/** The first seconds of each title, as notes: a real service would read files from an object store. */
export const recordings: ReadonlyMap<string, Melody> = new Map([
  ['ascending', [c, e, g, high]],
  ['blue-hour', [a, g, e, c]],
  ['etude-in-c', [c, g, e, g, c, g, e, g]],
  ['harbour-lights', [e, e, g, a]],
  ['last-train', [a, a, e, e, a, a]],
  ['morning-bells', [high, g, e, c]],
  ['octaves', [c, high, c, high]],
  // Nobody has recorded slow-waltz yet.
])
