import { hidden } from './masked.ts'
import { inWords, isSecretName } from './settings.ts'

/** What stands where a secret stood: `hidden`, as a pattern. `***` may have been written by somebody. */
const mark = String.raw`\(secret\)`
/** `amqp://guest:(secret)@mq`, `;Password=(secret)`, `&password=(secret)`. */
const login = new RegExp(
  String.raw`:\/\/[^\s/:@]*:${mark}@|(?:^|[;?&"'\s])(?:password|passwd|pwd)\s*=\s*["']?${mark}`,
  'im',
)
/** `jdbc.password=(secret)`, `"secretKey": "(secret)"`, `--db-password (secret)`. */
const named = new RegExp(
  String.raw`(?:^|[\s"'{,])(?:-D|-{1,2}(?=[\w.-]+ ))?([\w.-]{2,80})(?:["']?\s*[:=]\s*["']?|(?<=--?[\w.-]{2,80}) )${mark}(?=["']?(?:[\s,;}]|$))`,
  'gm',
)

/**
 * Whether a secret stands inside of a text that facts have without it: the login of an address, or the value of what is called
 * as secrets are. More than that is taken out of what is kept; not all of it was a secret.
 */
export const holdsSecretInside = (text: string): boolean =>
  text.includes(hidden) &&
  (login.test(text) || [...text.matchAll(named)].some(([, name = '']) => isSecretName(inWords(name))))
