import { didYouMean } from '../../errors/did-you-mean.ts'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import { type VerificationFormat, verificationReporters } from '../../verify/report/index.ts'
import type { CommonOptions } from '../options.ts'

/** What `msvc verify` can be asked for. */
export interface VerifyOptions extends CommonOptions {
  readonly command?: string
  readonly image?: string
  readonly url?: string
  readonly build?: boolean
  readonly env?: readonly string[]
  readonly language?: string
  readonly openapi?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly format?: string
}

/** The report that is asked for. Throws UserError for one that there is not. */
export function formatOf({ format, json }: VerifyOptions): VerificationFormat {
  const name = json ? 'json' : (format ?? 'text')
  if (Object.hasOwn(verificationReporters, name)) return name as VerificationFormat
  throw new UserError({
    code: 'unknown-format',
    message: `verify has no format "${name}".`,
    hint: didYouMean(name, Object.keys(verificationReporters)),
  })
}

/** `a,b` and `--only a --only b` are the same. */
export const listed = (values: readonly string[] | undefined): string[] =>
  (values ?? []).flatMap((value) => value.split(',').map((word) => word.trim())).filter(Boolean)

/** The pairs of `--env`. Throws UserError that lists all that are none. */
export function pairsOf(values: readonly string[] | undefined): Record<string, string> {
  const bad = (values ?? []).filter((value) => !/^[A-Za-z_]\w*=/.test(value))
  const problems = bad.map((): Problem => {
    // What stands there may be a secret.
    const message = '--env takes a name and a value with "=" between them.'
    return { code: 'bad-env', message, hint: 'Write --env NAME=value.' }
  })
  if (problems.length > 0) throw new UserError(problems)
  return Object.fromEntries(
    (values ?? []).map((value) => [value.split('=', 1)[0], value.slice(value.indexOf('=') + 1)]),
  )
}

/** Throws UserError for options that contradict each other. */
export function checkOptions({ command, image, url, build }: VerifyOptions): void {
  const ways = Object.entries({ '--command': command, '--image': image, '--url': url }).filter(
    ([, value]) => value !== undefined,
  )
  if (ways.length > 1) {
    const names = ways.map(([name]) => name).join(' and ')
    throw new UserError({
      code: 'usage',
      message: `${names} are two ways to run the service.`,
      hint: 'Leave one of them out.',
    })
  }
  if (build && (image !== undefined || url !== undefined)) {
    throw new UserError({
      code: 'usage',
      message: '--build belongs to a service that is started here.',
      hint: 'Leave it out.',
    })
  }
  if (url !== undefined && !isAddress(url)) {
    throw new UserError({
      code: 'bad-url',
      // What stands before the @ may be a password.
      message: `--url ${url.replace(/[^/]*@/, '…@')} is no address that can be verified.`,
      hint: 'Write it like http://localhost:8080: plain HTTP, without a user and without a path.',
    })
  }
}

/** Every path that is asked begins at the root, and nobody here speaks TLS. */
function isAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, href, origin } = new URL(url)
  return protocol === 'http:' && href === `${origin}/`
}
