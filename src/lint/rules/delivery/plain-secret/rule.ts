import { posix } from 'node:path'
import type { At } from '../../../../facts/fact.ts'
import { isSettingsKey } from '../../../../facts/kubernetes/held-file/index.ts'
import { holdsSecretInside } from '../../../../facts/secrets/inside.ts'
import { hidden } from '../../../../facts/secrets/masked.ts'
import { inWords, isSecretSetting } from '../../../../facts/secrets/settings.ts'
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

function* plainSecrets(context: RuleContext): Iterable<Report> {
  const isOfDevelopers = besideProduction(context.facts)
  const isRead = (file: string): boolean => !isNone(file) && !isOfDevelopers(file)
  const names = namesOfSettings(context.facts)
  yield* inVariables(context, names, isRead)
  yield* inCommands(context, isRead)
  yield* inObjects(context, names, isRead)
}

/** The value is in no message. */
const report = (at: At, service: string | undefined, what: string, help?: string): Report => ({
  message: `${what}.`,
  at,
  services: service === undefined ? [] : [service],
  hidesLine: true,
  ...(help === undefined ? {} : { help }),
})

/** A secret stood in the text, as in an address with a login, and something else beside it. */
const holdsPart = (value: string): boolean => value !== hidden && holdsSecretInside(value)

function* inVariables(
  { facts, subjectOf }: RuleContext,
  names: ReadonlySet<string>,
  isRead: (file: string) => boolean,
): Iterable<Report> {
  const clusters = new Set(facts.of('workload').flatMap(({ source, at }) => (source === 'kubernetes' ? [at.file] : [])))
  const kept = keptElsewhere(facts)
  const isReplaced = replacedBySecrets(facts)
  const isSecret = (name: string, value: string): boolean => holdsPart(value) || isSecretSetting(name, value, names)
  // One variable may set several, as options of the JVM do.
  const told = new Set<string>()
  for (const fact of facts.of('env-set')) {
    const { at, name, value, from, workload } = fact
    if (from.source !== 'literal' || workload === undefined || !clusters.has(at.file)) continue
    if (!isRead(at.file) || (fact.inValues && isNone(fact.inValues.file))) continue
    if (value === undefined || !isSecret(name, value) || isReplaced(workload, name)) continue
    if (forDevelopers.test(at.file) && kept.has(name)) continue
    const place = `${at.file}:${at.line}:${at.column}`
    if (told.has(place)) continue
    told.add(place)
    const service = subjectOf(fact)?.name
    const holder = fact.inValues ? 'The values of the chart' : 'The manifest'
    const what = holdsPart(value) ? `a secret inside of ${name}` : `the value of ${name}`
    yield report(
      fact.inValues ?? at,
      service,
      `${holder} of ${service ?? workload} ${fact.inValues ? 'hold' : 'holds'} ${what}`,
    )
  }
}

/** What is handed over in a command line stands in the list of processes, too. */
function* inCommands({ facts, subjectOf }: RuleContext, isRead: (file: string) => boolean): Iterable<Report> {
  for (const workload of facts.of('workload')) {
    if (workload.source !== 'kubernetes' || !isRead(workload.at.file)) continue
    const service = subjectOf(workload)?.name
    for (const { at, name, holdsSecret } of workload.containers) {
      if (holdsSecret)
        yield report(
          at,
          service,
          `The manifest of ${service ?? workload.name} holds a secret in the command of ${name}`,
        )
    }
  }
}

function* inObjects(
  { facts }: RuleContext,
  names: ReadonlySet<string>,
  isRead: (file: string) => boolean,
): Iterable<Report> {
  for (const { at: place, source, name: object, values } of facts.of('config-object')) {
    if (!isRead(place.file)) continue
    // A file may be called after a secret, and is none itself.
    const isFile = (key: string, value: string): boolean =>
      isSettingsKey(key) || (key.includes('.') && value.includes('\n'))
    for (const [key, { at, value, isPlain }] of Object.entries(values)) {
      // What a chart makes up when it is installed is in no file.
      if (isPlain && !/(?:^|\/)templates\//.test(at.file))
        yield report(at, undefined, `The file holds the value of ${key} of the Secret ${object}`, ofSecrets)
      if (source !== 'config-map' || value === undefined) continue
      if (!isFile(key, value) && isSecretSetting(inWords(key), value, names))
        yield report(at, undefined, `The ConfigMap ${object} holds the value of ${key}`)
      else if (holdsPart(value)) yield report(at, undefined, `The ConfigMap ${object} holds a secret inside of ${key}`)
    }
  }
}

const ofSecrets = 'Keep it out of the repository: encrypted (SealedSecret, SOPS), or made by an operator from a vault.'

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
  return new Set([...names, ...keys].map((name) => inWords(name).toUpperCase()))
}
