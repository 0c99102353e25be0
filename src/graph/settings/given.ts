import { posix } from 'node:path'
import { isEnvFile } from '../../facts/dotenv/is-env-file.ts'
import type { EnvSetFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isTyeFile } from '../../facts/tye/is-tye-file.ts'
import { type EnvFiles, envFiles, keptEnvFile } from '../env-files.ts'
import type { Service } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { groupOf, type Owner } from './owners.ts'
import type { Setting } from './setting.ts'

/** Literal values: of manifests and compose services, of Dockerfiles, of files of variables, and of lists of processes. */
export function given(services: readonly Service[], facts: FactIndex, owner: Owner): Setting[] {
  const variables = envFiles(facts)
  const settings = (fact: EnvSetFact, service: Service | undefined, inContainer: boolean): Setting[] => {
    const value = fact.from.source === 'literal' ? literalValue(fact, variables) : undefined
    if (service === undefined || value === undefined) return []
    const group = groupOf(fact.at.file, fact.workload ?? fact.folder)
    return [{ service, name: fact.name, value, at: fact.at, source: 'env-set', group, inContainer }]
  }
  const direct = facts
    .of('env-set')
    .flatMap((fact) =>
      fact.folder === undefined
        ? settings(fact, owner(fact.at.file, fact.workload), !runsOutside(fact.at.file))
        : settings(fact, serviceOf({ services }, `${fact.folder}/.`), false),
    )
  const isForAll = filesForAll(facts)
  const kept = keptEnvFile(facts)
  const set = new Set(
    facts
      .of('env-set')
      .map(({ at, workload, name }) => `${workload === undefined ? '' : groupOf(at.file, workload)}\0${name}`),
  )
  // What a workload sets by itself goes before the file of the same name, and belongs together with the rest of that file.
  const fromFiles = facts.of('workload').flatMap((workload) => {
    const service = workload.envFiles.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    const group = groupOf(workload.at.file, workload.name)
    return workload.envFiles.flatMap((file) =>
      facts
        .in(kept(file))
        .flatMap((fact) =>
          fact.kind === 'env-set' && !set.has(`${group}\0${fact.name}`) ? settings(fact, service, true) : [],
        )
        .map((each) => ({ ...each, group, whole: file, forAll: isForAll(file) })),
    )
  })
  return [...withoutReplaced(direct, facts, owner), ...fromFiles]
}

/** `.env.docker` is for containers, whoever gives it to them. */
const ofDeveloper = /(?:^|\/)\.env(?:\.(?:local|dev|development))?$/

/**
 * Without what a service's own file of variables says for the machine of a developer, where a compose file or a manifest gives the
 * same variable to it: what is given goes before such a file.
 */
function withoutReplaced(settings: readonly Setting[], facts: FactIndex, owner: Owner): Setting[] {
  const key = ({ name }: Service, variable: string): string => `${name}\0${variable}`
  const workloads = new Set(facts.of('workload').map(({ at, name }) => groupOf(at.file, name)))
  const given = new Set(settings.flatMap((each) => (workloads.has(each.group) ? [key(each.service, each.name)] : [])))
  return settings.filter(({ at, service, name }) => {
    const isOwnFile = ofDeveloper.test(at.file) && owner(at.file, undefined) === service
    return !isOwnFile || !given.has(key(service, name))
  })
}

/** Whether a file is for what runs on the machine itself, and in no container of it. */
const runsOutside = (file: string): boolean => isEnvFile(file) || isTyeFile(file)

/** Whether a file is the `.env` beside a compose file of several services. */
function filesForAll(facts: FactIndex): (file: string) => boolean {
  const counts = new Map<string, number>()
  for (const { at, source } of facts.of('workload')) {
    if (source === 'compose') counts.set(at.file, (counts.get(at.file) ?? 0) + 1)
  }
  const beside = new Set([...counts].flatMap(([file, count]) => (count > 1 ? [posix.dirname(file)] : [])))
  return (file) => posix.basename(file) === '.env' && beside.has(posix.dirname(file))
}

/** What a variable is set to. Compose takes one that is only named from the `.env` beside it. */
function literalValue({ name, value, at, workload }: EnvSetFact, variables: EnvFiles): string | undefined {
  if (value !== undefined) return variables.filled(value, at.file)
  return workload === undefined ? undefined : variables.beside(at.file, name)
}

/** Arguments of the command lines that start services: an option is a setting by another name. */
export function passed(facts: FactIndex, owner: Owner): Setting[] {
  const variables = envFiles(facts)
  return facts.of('argument').flatMap(({ at, flag = '', value: written, workload }): Setting[] => {
    const service = owner(at.file, workload)
    const value = variables.filled(written, at.file)
    if (service === undefined || value === undefined) return []
    return [
      { service, name: flag, value, at, source: 'argument', group: groupOf(at.file, workload), inContainer: true },
    ]
  })
}
