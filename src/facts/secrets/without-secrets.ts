import type { Container, Fact } from '../fact.ts'
import { holdsSecretInside } from './inside.ts'
import { hidden, masked } from './masked.ts'
import { inWords, isKeyOfEmulator, isNameOfSecret, isSecretName, mayBeSecret } from './settings.ts'

/** Names that end as those of secrets do in files of settings and in code: `db.password`, `MAIL_PW`, `jwtSecret`. */
const endsAsSecret =
  /(?:passw(?:or)?d|passphrase|secret|token|credentials?|(?:api|private|access|secret)[-_.]?key|(?:^|[-_.])(?:pass|pwd|pw))$/i

/** Who logs in at a registry, where somebody has put that into the name of an image. */
const login = /^([a-z]+:\/\/)?[^/@\s]*:[^/@\s]*@(?!sha\d+:)/

/**
 * A fact without the secrets in its texts: facts are kept on disk and told in messages, and secrets are copied nowhere. What
 * is called as secrets are and may be one is `hidden`, of all else what is in it; where it is not, the fact itself.
 */
export function withoutSecrets(fact: Fact): Fact {
  switch (fact.kind) {
    case 'env-set':
    case 'setting-part':
      return fact.value === undefined ? fact : changed(fact, 'value', keptOf(fact.name, fact.value))
    case 'env-read':
      return fact.fallback === undefined ? fact : changed(fact, 'fallback', keptOf(fact.name, fact.fallback))
    case 'argument':
      return changed(fact, 'value', keptOf(fact.flag ?? '', fact.value))
    case 'image-run':
    case 'image-start':
    case 'supervised':
    case 'process':
      return changed(fact, 'command', masked(fact.command, '***'))
    case 'setting-made':
      return changed(fact, 'text', masked(fact.text))
    case 'package':
      return fact.dependencies.some(({ spec }) => spec.includes('://'))
        ? { ...fact, dependencies: fact.dependencies.map((each) => ({ ...each, spec: masked(each.spec) })) }
        : fact
    case 'shipment':
      return { ...fact, words: fact.words.map((each) => masked(each)) }
    case 'config-object': {
      const values = Object.entries(fact.values).map(
        ([key, each]) =>
          [key, each.value === undefined ? each : { ...each, value: keptOf(inWords(key), each.value) }] as const,
      )
      return { ...fact, values: Object.fromEntries(values) }
    }
    case 'workload': {
      const containers = fact.containers.map((container) => ({
        ...container,
        ...(container.image === undefined ? {} : { image: container.image.replace(login, '$1***@') }),
        ...commandOf(container),
        probes: Object.fromEntries(
          Object.entries(container.probes).map(([kind, probe]) => [kind, { ...probe, asks: masked(probe.asks) }]),
        ),
      }))
      return { ...fact, containers }
    }
    default:
      return fact
  }
}

/** A command without secrets, as shells read it, and whether one stood in it: told before, since `***` may be its own. */
function commandOf({ command }: Container): Pick<Container, 'command' | 'holdsSecret'> {
  if (command === undefined) return {}
  const isHolding = masked(command) !== command && holdsSecretInside(masked(command))
  return { command: masked(command, '***'), ...(isHolding ? { holdsSecret: true } : {}) }
}

/** What may be known of a value of a setting. */
function keptOf(name: string, value: string): string {
  const isOne =
    (isSecretName(name) || endsAsSecret.test(name)) &&
    mayBeSecret(value) &&
    !isNameOfSecret(name, value) &&
    !isKeyOfEmulator(name, value)
  // A file of settings may be called after a secret, and is none itself.
  return isOne && !value.includes('\n') ? hidden : masked(value)
}

function changed<Of extends Fact, Key extends keyof Of>(fact: Of, key: Key, value: Of[Key]): Of {
  return fact[key] === value ? fact : { ...fact, [key]: value }
}
