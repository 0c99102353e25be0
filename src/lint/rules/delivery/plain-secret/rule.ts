import { posix } from 'node:path'
import type { At } from '../../../../facts/fact.ts'
import {
  isKeyOfEmulator,
  isNameOfLogin,
  isNameOfSecret,
  isPartOfSecret,
  isSecretName,
  mayBeSecret,
} from '../../../../facts/secrets/settings.ts'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import { isShown } from '../../../../graph/telling-names.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { toldOnce } from '../../copies-of-files.ts'
import { isForWriting } from '../../kubernetes/service-workloads.ts'

export const plainSecret: Rule = {
  id: 'plain-secret',
  group: 'delivery',
  severity: 'error',
  summary: 'A manifest holds a secret for everybody to read.',
  why: 'Whoever can read the repository, or list ConfigMaps, can act as the service; changing it means a deployment.',
  help: 'Put it into a Secret that is not in the repository, and take it from there: valueFrom.secretKeyRef.',
  check: (context) => toldOnce(plainSecrets(context)),
}

/** Manifests by which something is tested, shown, or tried out; and old releases, each in a folder of its version. */
const isNone = (file: string): boolean =>
  isTestFile(file) ||
  isShown(file) ||
  isForWriting(file) ||
  /(?:^|\/)(?:development|debug(?:ging)?|local(?:dev|host)?|minikube|k3d)\//i.test(file) ||
  /(?:^|\/)(?:quick-?starts?|getting-?started|demos?|v?\d+\.\d+\.\d+[\w.-]*)\//i.test(file)

function* plainSecrets({ facts, subjectOf }: RuleContext): Iterable<Report> {
  // The value is in no message.
  const report = (at: At, service: string | undefined, what: string): Report => ({
    message: `${what}.`,
    at,
    services: service === undefined ? [] : [service],
  })
  const clusters = new Set(facts.of('workload').flatMap(({ source, at }) => (source === 'kubernetes' ? [at.file] : [])))
  const names = namesOfSettings(facts)
  const kept = keptElsewhere(facts)
  const isOfDevelopers = besideProduction(facts)
  const isReplaced = replacedBySecrets(facts)
  for (const fact of facts.of('env-set')) {
    const { at, name, value, from, workload } = fact
    if (from.source !== 'literal' || workload === undefined || !clusters.has(at.file)) continue
    if (isNone(at.file) || isOfDevelopers(at.file) || (fact.inValues && isNone(fact.inValues.file))) continue
    if (!isSecretName(name) || value === undefined || !mayBeSecret(value) || isNameOfLogin(name, names)) continue
    if (isKeyOfEmulator(name, value) || isReplaced(workload, name)) continue
    if (isPartOfSecret(name, names)) continue
    if (isNameOfSecret(name, value) || (forDevelopers.test(at.file) && kept.has(name))) continue
    const service = subjectOf(fact)?.name
    const holder = fact.inValues ? 'The values of the chart' : 'The manifest'
    const holds = fact.inValues ? 'hold the value of ' : 'holds the value of '
    yield report(fact.inValues ?? at, service, `${holder} of ${service ?? workload} ${holds}${name}`)
  }
  for (const { at: place, source, name: object, values } of facts.of('config-object')) {
    if (isNone(place.file) || isOfDevelopers(place.file)) continue
    for (const [key, { at, value }] of source === 'config-map' ? Object.entries(values) : []) {
      if (!isSecretName(key) || value === undefined || !mayBeSecret(value)) continue
      if (
        isPartOfSecret(key, new Set(Object.keys(values).map((each) => each.toUpperCase()))) ||
        isNameOfLogin(key, names) ||
        isKeyOfEmulator(key, value) ||
        isNameOfSecret(key, value)
      )
        continue
      yield report(at, undefined, `The ConfigMap ${object} holds the value of ${key}`)
    }
  }
}

/** Environments in which developers try what they write. */
const forDevelopers = /(?:^|\/)dev(?:el)?\//i
/** The environments that they have beside: `overlays/dev` and `overlays/prod`. */
const forAll = /^(?:prod|prd|production|live|staging|stage|stg)$/i

/** Whether a manifest is for developers alone, where those of an environment for all lie in a folder beside it. */
function besideProduction(facts: RuleContext['facts']): (file: string) => boolean {
  const all = [...facts.of('workload'), ...facts.of('config-object'), ...facts.of('kustomization')]
  const holding = new Set(
    all.flatMap(({ at }) =>
      foldersAbove(at.file).flatMap((folder) => (forAll.test(posix.basename(folder)) ? [posix.dirname(folder)] : [])),
    ),
  )
  return (file) =>
    foldersAbove(file).some((folder) => forDevelopers.test(`${folder}/`) && holding.has(posix.dirname(folder)))
}

/** Whether a patch of an overlay gives a workload from a Secret what its own manifest says plainly. */
function replacedBySecrets(facts: RuleContext['facts']): (workload: string, variable: string) => boolean {
  const patches = facts.of('workload').filter(({ source, partial }) => source === 'kubernetes' && partial)
  const given = new Set(
    patches.flatMap(({ at, name }) =>
      facts
        .in(at.file)
        .flatMap((fact) =>
          fact.kind === 'env-set' && fact.workload === name && fact.from.source === 'secret'
            ? [`${name}\0${fact.name}`]
            : [],
        ),
    ),
  )
  return (workload, variable) => given.has(`${workload}\0${variable}`)
}

/** What something has from a Secret in a manifest: where another one, for developers, says it plainly, it stands in for that. */
function keptElsewhere(facts: RuleContext['facts']): ReadonlySet<string> {
  return new Set(facts.of('env-set').flatMap(({ from, name }) => (from.source === 'secret' ? [name] : [])))
}

/** Names of all that manifests give and code reads, in capitals. */
function namesOfSettings(facts: RuleContext['facts']): ReadonlySet<string> {
  const names = [...facts.of('env-set'), ...facts.of('env-read')].map(({ name }) => name)
  const keys = facts.of('config-object').flatMap(({ values }) => Object.keys(values))
  return new Set([...names, ...keys].map((name) => name.toUpperCase()))
}
