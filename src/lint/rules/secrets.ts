import { secretWord } from '../secret-words.ts'

const name = new RegExp(`(?:^|_)${secretWord}(?:_|$)`, 'i')
/** Settings about a secret that hold none: where it lies, how long it lives. */
const about =
  /(?:_FILE|_PATH|_DIR|_NAME|_URL|_URI|_TTL|_EXPIRY|_SECONDS|_HEADER|_TYPE|_LENGTH|_ID|_ALGORITHM|_ISSUER)$/i
const placeholder = /^(?:true|false|none|null|changeme|change-me|dummy|placeholder|example|<.*>|\$.*|\{\{.*|\*+|x+)$/i
/** `GOOGLE_API_KEY_VAL`: a name for what is to be filled in. */
const standIn = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/

/** Whether a variable is called as secrets are. */
export const isSecretName = (variable: string): boolean => name.test(variable) && !about.test(variable)

/** Whether a value can be a secret: no flag, no word that stands for something, not next to nothing. */
export const mayBeSecret = (value: string): boolean =>
  value.length >= 4 && !placeholder.test(value) && !standIn.test(value)
