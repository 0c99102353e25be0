/** What secrets are called, in whatever case; a pattern. */
export const secretWord = '(?:passw(?:or)?d|passphrase|secret|token|credentials?|(?:api|private|access)[-_]?key)'
