/** White space in place of a text: all that stands behind it keeps its line and column. */
export const blanked = (text: string): string =>
  text
    .split('\n')
    .map((line) => ' '.repeat(line.length))
    .join('\n')
