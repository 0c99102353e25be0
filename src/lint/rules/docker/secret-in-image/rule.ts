import type { At } from '../../../../facts/fact.ts'
import type { Report, Rule } from '../../../rule.ts'

const secretName = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?)(?:_|$)/i
/** Settings about a secret that hold none: where it lies, how long it lives. */
const aboutSecret = /(?:_FILE|_PATH|_DIR|_NAME|_URL|_URI|_TTL|_EXPIRY|_SECONDS|_HEADER|_TYPE|_LENGTH|_ID)$/i
/** Files that hold keys or passwords, and are no examples. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist)[\w.-]+)?|id_(?:rsa|ed25519|ecdsa)|.*\.(?:pem|p12|pfx|jks|keystore)|\.npmrc|\.netrc|credentials(?:\.json)?)$/i

export const secretInImage: Rule = {
  id: 'secret-in-image',
  group: 'docker',
  severity: 'error',
  summary: 'An image holds a secret.',
  why: 'Whoever can pull the image has it, in every layer for ever, and changing it takes a new build of the service.',
  help: 'Give it at run time, as a variable or a file from a Secret; at build time with RUN --mount=type=secret.',
  *check({ facts, serviceOf }) {
    const report = (at: At, what: string): Report => {
      const service = serviceOf(at.file)
      return {
        message: `${service ? `The image of ${service.name}` : 'An image'} ${what}.`,
        at,
        services: service ? [service.name] : [],
      }
    }
    const dockerfiles = new Set(facts.of('base-image').map(({ at }) => at.file))
    for (const { at, name, value } of facts.of('env-set')) {
      const isSecret = secretName.test(name) && !aboutSecret.test(name)
      // The value is in no message.
      if (dockerfiles.has(at.file) && isSecret && value !== undefined && !isPlaceholder(value)) {
        yield report(at, `sets ${name} to a value of its own`)
      }
    }
    for (const { at, sources, from } of facts.of('image-copy')) {
      const file = from === undefined ? sources.find((source) => secretFile.test(source)) : undefined
      if (file !== undefined) yield report(at, `takes in ${file}`)
    }
  },
}

/** Nothing, a word that stands for something, a flag: what cannot be a secret. */
const isPlaceholder = (value: string): boolean =>
  value.length < 4 || /^(?:true|false|none|null|changeme|change-me|dummy|placeholder|example|<.*>|\*+|x+)$/i.test(value)
