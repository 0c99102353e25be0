/** What secrets are called, in whatever case; a pattern. */
export const secretWord = '(?:passw(?:or)?d|passphrase|secret|token|credentials?|(?:api|private|access)[-_]?key)'

/** What may be called one where something is given a value: keys that sign and encrypt, and short words as well; a pattern. */
export const likelySecretWord = `(?:${secretWord}|passw?|pwd|(?:secret|signing|encryption|account|jwt)[-_.]?key)`

/** Values that say it themselves: keys of clouds, code hosts and payment providers, signed tokens; a pattern. */
export const secretForm = String.raw`\b(?:(?:sk|rk)_(?:live|test)_\w+|gh[pousr]_\w{20,}|github_pat_\w+|glpat-[\w-]+|AKIA[A-Z\d]{12,}|xox[abprs]-[\w-]+|eyJ[\w-]+\.[\w-]+\.?[\w-]*)`
