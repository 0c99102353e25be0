import { parseAddress } from '../address/parse-address.ts'
import { inWords } from '../arguments.ts'

/** Variables that tell the JVM, or a script that starts it, what to start with. */
const ofJvm =
  /^(?:_?JAVA(?:_TOOL)?_OPT(?:ION)?S(?:_APPEND)?|JDK_JAVA_OPTIONS|(?:JAVA|JVM)_ARGS|(?:\w+_)?(?:JAVA|JVM|CATALINA)_OPTS)$/
/** Properties that tell a part of an address. */
const ofAddress = /(?:host(?:[-_]?name)?|port|ur[il]|address)$/i

/**
 * The properties that a variable gives a program of the JVM, where they tell of addresses: of
 * `JAVA_OPTS=-Xmx1g -Ddb.url=jdbc:postgresql://db/shop` that of the database. They are settings as any that a variable of their
 * name would tell.
 */
export function jvmProperties(variable: string, value: string | undefined): { name: string; value: string }[] {
  if (!value?.includes('-D') || !ofJvm.test(variable)) return []
  return inWords(value).flatMap((word) => {
    const [, name, told] = /^-D([A-Za-z][\w.-]*)=(.+)$/s.exec(word) ?? []
    const isTold =
      name !== undefined && told !== undefined && (ofAddress.test(name) || parseAddress(told) !== undefined)
    return isTold ? [{ name, value: told }] : []
  })
}
