/** One sign of a text, or any number of them. */
export interface Step {
  readonly is: (sign: string) => boolean
  readonly repeats?: true
}

/** Each sign of a text as a step that stands for itself. */
export const signs = (text: string): Step[] => [...text].map((sign) => ({ is: (other) => other === sign }))

/**
 * Whether a text is what the steps say, from its start to its end. Takes as many looks as text and steps have signs together
 * multiplied, whereas a pattern with several wildcards can go on for years.
 */
export function fits(text: string, steps: readonly Step[]): boolean {
  let places = reached(steps, [0])
  for (const sign of text) {
    const next = [...places].flatMap((at) => {
      const step = steps[at]
      return step?.is(sign) ? [step.repeats ? at : at + 1] : []
    })
    places = reached(steps, next)
  }
  return places.has(steps.length)
}

/** Steps that may repeat may also be left out. */
function reached(steps: readonly Step[], places: readonly number[]): ReadonlySet<number> {
  const all = new Set(places)
  for (const at of all) if (steps[at]?.repeats) all.add(at + 1)
  return all
}
