import { likelySecretWord, secretForm } from '../../products/secret-words.ts'
import { isStandIn, mayBeSecret } from './settings.ts'

/** What stands where a secret stood: still a value in YAML, JSON and addresses, and one that may be a secret. */
export const hidden = '(secret)'

/** A word that tells no way to a value: `$TOKEN`, `${TOKEN}`, `{{ .Values.token }}`, `<token>`. */
const word = String.raw`[^\s"'\`,;&|<>(){}[\]$][^\s"'\`,;&|<>(){}[\]]*`
const quotedOrWord = String.raw`(?:"[^"\n]*"|'[^'\n]*'|${word})`
/** What may be called as a secret where something is given a value. */
const name = `(?:${likelySecretWord}(?:[-_.]?base)?|pw)`

/** The part before what is a secret in any case, and the secret. */
const proofs: readonly RegExp[] = [
  // The login of an address: `amqp://guest:hidden@mq`, `root:hidden@tcp(db:3306)/shop`, `https://hidden@host`.
  /(:\/\/(?:\$\{[^}]*\}|\$(?!\{)|[^\s/:@"'`$])*:)([^\s/"'`]{1,200})(?=@)/g,
  /((?:^|[\s"'`=])[^\s"'`@/:=]+:)([^\s"'`@]{1,200})(?=@(?:tcp|unix)?\()/g,
  // What an address is asked with, and the parts of one in words.
  new RegExp(String.raw`([?&;](?:[^?=&;\s]*(?:${name}|key|sig(?:nature)?)|auth|code)=)([^&;\s"'\`]+)`, 'gi'),
  /((?:^|[;\s"'])(?:password|pwd)\s*=\s*)([^;\s"'`]+)/gi,
  /(\b(?:Bearer|Basic)\s+)([\w+/=.~-]{4,})/g,
  /((?:^|\s)(?:-u|--user)[ =]?["']?[^\s:"'$]+:)([^\s"'$]+)/g,
  /(\b(?:mysql|mariadb)\w*\b[^\n&|;]{0,200}?\s-p)([^\s$]+)/g,
  /((?:^|\s)login\b[^\n&|;]{0,200}?\s-p[ =]?)([^\s$]+)/g,
]
/** The part before what is one unless it stands for something, and that. */
const named: readonly RegExp[] = [
  // `PASSWORD=hidden`, `password: hidden`, `-Ddb.password=hidden`, `--token hidden`.
  new RegExp(String.raw`(?<!\$\{[\w.-]{0,60})(${name}["']?\s*(?:=>|:=|[:=])[ \t]*)(${quotedOrWord})`, 'gi'),
  // What stands there where a variable is not set: `${DB_PASSWORD:-hidden}`.
  new RegExp(String.raw`(\$\{[\w.-]{0,60}${name}:-?)([^\s?}-][^\s}]*)(?=\})`, 'gi'),
  new RegExp(String.raw`((?:^|\s)--?key[= ])(${quotedOrWord})`, 'g'),
  new RegExp(String.raw`((?<![\w$])password[ \t]+)((?!-)${quotedOrWord})`, 'gi'),
  new RegExp(String.raw`((?:^|\s)--?[\w.-]{0,60}${name}[ \t]+)(${quotedOrWord})`, 'gi'),
]
const byForm = new RegExp(secretForm, 'g')
/** Nothing that a pattern finds is without one of these. */
const hint = new RegExp(
  `@|${name}|key[= ]|mysql|mariadb|sig|[?&;](?:auth|code)=|bearer|basic|-u|--user|login|[sr]k_|gh[pousr]_|github_pat|glpat|AKIA|xox|eyJ`,
  'i',
)

/** `postgres://u:PASSWORD@db`, `postgres://user:password@db`: how a login is to be written, and no login. */
const isExample = (before: string, value: string): boolean =>
  isStandIn(value) || (/(?:^|[^a-z])user(?:name)?:$/i.test(before) && /^pass(?:word)?$/i.test(value))

/**
 * A text without the secrets in it: a command, an address, a file of settings. The same where it holds none. `as`: what stands
 * there instead.
 */
export function masked(text: string, as = hidden): string {
  if (!hint.test(text)) return text
  let result = text
  for (const pattern of proofs) {
    result = result.replace(pattern, (whole, before: string, value: string) =>
      /^[$<{%]/.test(value) || isExample(before, value) ? whole : `${before}${as}`,
    )
  }
  for (const pattern of named) {
    result = result.replace(pattern, (whole, before: string, value: string) => {
      const quote = /^(["']).*\1$/s.exec(value)?.[1] ?? ''
      const inner = value.slice(quote.length, value.length - quote.length)
      return inner === hidden || inner === as || !mayBeSecret(inner) ? whole : `${before}${quote}${as}${quote}`
    })
  }
  return result.replace(byForm, as)
}
