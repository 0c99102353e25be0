/** What a terminal obeys in place of showing it; line ends, tabs and the codes of colours in sixteen are let through. */
const commands =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /(\r\n|\u001b\[\d{1,2}m)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Text that shows itself and does nothing else, whatever files, folders and owners are called: control characters, and
 * those that turn the direction of writing, stand as `\u001b`, which JSON reads as what they were.
 */
export const printable = (text: string): string =>
  text.replace(commands, (found, kept: string | undefined) => kept ?? code(found))

const ends: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The same for a cell of a table, which stands on one line and may have been painted. */
export const oneCell = (text: string): string => printable(text.replace(/[\n\r\t]/g, (end) => ends[end] ?? end))

/** The same for a name before it is painted: a colour in it is none of ours. */
export const oneLine = (text: string): string => oneCell(text.replaceAll('\u001b', code))
