import type { Grammar } from '../code/lexer.ts'

/** How Python spells comments and texts, and Starlark as well. */
export const pythonGrammar: Pick<Grammar, 'comments' | 'texts'> = {
  comments: [/#[^\n]*/],
  texts: [
    /[A-Za-z]{0,2}"""(?:\\[\s\S]|[^"\\]|"(?!""))*(?:"""|$)/,
    /[A-Za-z]{0,2}'''(?:\\[\s\S]|[^'\\]|'(?!''))*(?:'''|$)/,
    /[A-Za-z]{0,2}"(?:\\[\s\S]|[^"\\\n])*"/,
    /[A-Za-z]{0,2}'(?:\\[\s\S]|[^'\\\n])*'/,
  ],
}
