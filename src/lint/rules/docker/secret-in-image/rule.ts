import { posix } from 'node:path'
import type { At } from '../../../../facts/fact.ts'
import { isSecretName, mayBeSecret } from '../../../../facts/secrets/settings.ts'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { isShown } from '../../../../graph/telling-names.ts'
import type { Report, Rule } from '../../../rule.ts'
import { buildContexts } from '../build-context.ts'
import { isForDevelopment, isForTests } from '../service-image.ts'
import { servicesBuilt } from '../services-built.ts'
import { spareDockerfiles, unbuiltBelow } from '../spare-dockerfiles.ts'

/** Files that hold keys or passwords, and are no examples. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist)[\w.-]+)?|id_(?:rsa|ed25519|ecdsa)|(?:[\w-]+[-_])?(?:server|tls|ssl|private|privkey)(?:[-_][\w-]+)?\.key|.*\.(?:pem|p12|pfx|jks|keystore)|\.npmrc|\.netrc|credentials(?:\.json)?)$/i

/** Certificates, which everybody may read: `DigiCertCA.crt.pem`, `rds-ca-bundle.pem`, `public.pem`. */
const certificate =
  /(?:^|[/._-])(?:certs?|crt|certificates?|ca|ca-?certs?|chain|fullchain|bundle|public|pub)(?=[._-])[^/]*\.pem$/i

/** `server.key` and `server-key.pem` of `server.pem`. */
const keysOf = (certificate: string): string[] => {
  const name = certificate.slice(0, -'.pem'.length)
  return [`${name}.key`, `${name}-key.pem`, `${name}_key.pem`]
}

const isSource = (file: string): boolean => sourceLanguage(file) !== undefined

export const secretInImage: Rule = {
  id: 'secret-in-image',
  group: 'docker',
  severity: 'error',
  summary: 'An image holds a secret.',
  why: 'Whoever can pull the image has it, in every layer for ever, and changing it takes a new build of the service.',
  help: 'Give it at run time, as a variable or a file from a Secret; at build time with RUN --mount=type=secret.',
  *check({ facts, has, hasFolder, serviceOf, subjectOf }) {
    const contextOf = buildContexts(facts)
    const builtFor = servicesBuilt({ facts, serviceOf, subjectOf })
    // Settings of npm that lie in the repository are for everybody; a build writes those with a login. So are others there,
    // none of which is called as secrets are.
    const isKept = (dockerfile: string, source: string): boolean =>
      [contextOf(dockerfile), '.'].some((folder) => {
        const file = posix.join(folder, source)
        // Code about credentials: `COPY services/credentials services/credentials`.
        if (hasFolder(file)) return facts.all.some(({ at }) => at.file.startsWith(`${file}/`) && isSource(at.file))
        if (!has(file)) return false
        // The key lies beside it, and so it is the certificate.
        if (/\.pem$/i.test(file) && keysOf(file).some(has)) return true
        const settings = facts.in(file).flatMap((fact) => (fact.kind === 'env-set' ? [fact.name] : []))
        return source.endsWith('.npmrc') || (settings.length > 0 && !settings.some(isSecretName))
      })
    const report = (at: At, what: string): Report => {
      const service = builtFor.has(at.file) ? builtFor.get(at.file) : serviceOf(at.file)
      return {
        message: `${service ? `The image of ${service.name}` : 'An image'} ${what}.`,
        at,
        services: service ? [service.name] : [],
      }
    }
    const isSpare = spareDockerfiles(facts)
    const isUnbuilt = unbuiltBelow(facts)
    // What readers are shown, and no service's image, is nobody's to pull.
    const isOnlyShown = (file: string): boolean =>
      isShown(file) && (builtFor.get(file) ?? serviceOf(file)) === undefined
    const isDeployed = (file: string): boolean =>
      !isForTests(file) && !isForDevelopment(file) && !isSpare(file) && !isOnlyShown(file) && !isUnbuilt(file)
    const dockerfiles = new Set(facts.of('base-image').flatMap(({ at }) => (isDeployed(at.file) ? [at.file] : [])))
    for (const { at, name, value } of facts.of('env-set')) {
      // The value is in no message.
      if (dockerfiles.has(at.file) && isSecretName(name) && value !== undefined && mayBeSecret(value)) {
        yield report(at, `sets ${name} to a value of its own`)
      }
    }
    for (const { at, sources, from } of facts.of('image-copy')) {
      const file =
        from === undefined && isDeployed(at.file)
          ? sources.find((source) => secretFile.test(source) && !certificate.test(source) && !isKept(at.file, source))
          : undefined
      if (file !== undefined) yield report(at, `takes in ${file}`)
    }
  },
}
