/** A word as one types it in a shell: in quotes where something in it would be taken for more than itself. */
export const shellWord = (word: string): string =>
  /[\s"'$&()<>|;*?`\\#~!{}[\]]/.test(word) || word === '' ? `"${word.replace(/["$`\\]/g, '\\$&')}"` : word
