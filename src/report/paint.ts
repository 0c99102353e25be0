/** Colours by meaning; a terminal fills them in, a file takes the plain ones. */
export interface Paint {
  error(text: string): string
  warning(text: string): string
  /** What the eye should find first: places, headings. */
  strong(text: string): string
  /** What may be passed over: line numbers, hints at the side. */
  faint(text: string): string
  /** What to type. */
  code(text: string): string
  /** All is well. */
  good(text: string): string
}

const plainly = (text: string): string => text

/** No colours at all. */
export const plain: Paint = {
  error: plainly,
  warning: plainly,
  strong: plainly,
  faint: plainly,
  code: plainly,
  good: plainly,
}
