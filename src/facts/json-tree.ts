import { type Node, parseTree } from 'jsonc-parser'

/** JSON as .NET reads its files of settings: comments, commas at the end and a byte order mark are no fault. */
export const jsonTree = (text: string): Node | undefined =>
  parseTree(text.replace(/^\uFEFF/, ' '), [], { allowTrailingComma: true })
