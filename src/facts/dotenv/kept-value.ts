import { secretWord } from '../../products/secret-words.ts'
import { parseAddress } from '../address/parse-address.ts'

const secretName = new RegExp(secretWord, 'i')
/** What a login is proved with: `://user:password@`, `?api_key=…`, `;Password=…`. */
const inAddress = new RegExp(
  String.raw`(://[^:/@\s]*:)[^@\s]*(?=@)|([?&;][^=&;]*(?:${secretWord}|pwd|key)[^=&;]*=)[^&;\s]*`,
  'gi',
)
/** What is sent along to prove who asks; nothing that is looked for in a setting is as long, but for an address. */
const proof = /^(?:Bearer|Basic)\s|^.{100}/i

/**
 * What a fact may know of the value of a variable: facts are kept on disk, and secrets in files of variables are copied
 * nowhere. Undefined where the name or the form says that it is one; an address without what its login is proved with.
 */
export function keptValue(name: string, value: string): string | undefined {
  if (parseAddress(value) !== undefined || /^[a-z][\w+.:-]*:\/\//i.test(value))
    return value.replace(inAddress, (_, login?: string, parameter?: string) => `${login ?? parameter}***`)
  return secretName.test(name) || proof.test(value) ? undefined : value
}
