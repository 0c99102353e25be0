/** A label as every text format takes it, whatever things are called: on one line, and without control characters. */
export const labelText = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ')
