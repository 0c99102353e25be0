import { isSecretName } from '../../../../facts/secrets/settings.ts'

/** What stands where a secret stood in the texts of facts: in values of settings, and in commands. */
const mark = String.raw`(?:\(secret\)|\*\*\*)`
/** `amqp://guest:(secret)@mq`, `;Password=(secret)`, `&password=(secret)`. */
const login = new RegExp(
  String.raw`:\/\/[^\s/:@]*:${mark}@|(?:^|[;?&"'\s])(?:password|passwd|pwd)\s*=\s*["']?${mark}`,
  'im',
)
/** `jdbc.password=(secret)`, `"secretKey": "(secret)"`, `--db-password ***`. */
const named = new RegExp(
  String.raw`(?:^|[\s"'{,])(?:-D|-{1,2}(?=[\w.-]+ ))?([\w.-]{2,80})(?:["']?\s*[:=]\s*["']?|(?<=--?[\w.-]{2,80}) )${mark}(?=["']?(?:[\s,;}]|$))`,
  'gm',
)

/**
 * Whether a secret stands inside of a text that facts have without it: the login of an address, or the value of what is called
 * as secrets are. More than that is taken out of what is kept; not all of it was a secret.
 */
export const holdsSecretInside = (text: string): boolean =>
  (text.includes('(secret)') || text.includes('***')) &&
  (login.test(text) || [...text.matchAll(named)].some(([, name = '']) => isSecretName(inWords(name))))

/** `secretKey` and `db.password` as variables have them: `secret_Key`, `db_password`. */
const inWords = (name: string): string => name.replace(/(?<=[a-z\d])(?=[A-Z])|[-.]/g, '_')
