import { posix } from 'node:path'
import { isHostAlone } from '../../facts/address/host-name.ts'
import { parseAddress } from '../../facts/address/parse-address.ts'
import type { AddressFact, At, EnvReadFact, Fact, SettingPartFact } from '../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { likelyCentral } from '../../facts/spring/central-configuration.ts'
import { isSpringFile, profileOf } from '../../facts/spring/file-name.ts'
import { filledWithDefaults } from '../../facts/spring/placeholder.ts'
import type { Service } from '../graph.ts'
import { isLocal } from '../hosts/index.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'

/** Settings that hold a host alone. */
const hostSetting = /HOST(?:NAME)?$/

/**
 * Adds the addresses that files of settings make of what others tell: a profile, the service's own beside those of a
 * configuration server, and what that hands to every service.
 */
export function withMadeSettings(facts: FactIndex, services: readonly Service[]): FactIndex {
  const made = facts.of('setting-made').filter(({ at }) => !isTestFile(at.file))
  if (made.length === 0) return facts
  const valuesFor = partsFor(facts, services)
  const found = made.flatMap(({ at, setting, text }): (AddressFact | EnvReadFact)[] => {
    const filled = filledWithDefaults(text, valuesFor(at.file))
    const address = filled === undefined ? undefined : parseAddress(filled)
    if (address) return [{ kind: 'address', at, address, use: 'default', setting }]
    const isHost = filled !== undefined && isHostAlone(filled) && hostSetting.test(setting)
    return isHost ? [{ kind: 'env-read', at, name: setting, fallback: filled, fills: setting }] : []
  })
  if (found.length === 0) return facts
  const whole = new Set(found.map(({ at }) => lineOf(at)))
  const names = new Set(made.flatMap(({ at, text }) => (whole.has(lineOf(at)) ? namesIn(text) : [])))
  const used = new Set(facts.of('setting-part').flatMap(({ at, name }) => (names.has(name) ? [lineOf(at)] : [])))
  const rest = facts.all.flatMap((fact): Fact[] => {
    // Of which nothing but the name of a setting was known before.
    if (fact.kind === 'address' && fact.unfilled && whole.has(lineOf(fact.at))) return []
    // A host alone says less than the address that is made of it.
    if (fact.kind !== 'env-read' || fact.fallback === undefined || !used.has(lineOf(fact.at))) return [fact]
    const { fallback: _, ...read } = fact
    return [read]
  })
  return indexFacts([...rest, ...found])
}

const lineOf = ({ file, line }: At): string => `${file}:${line}`
const namesIn = (text: string): string[] => [...text.matchAll(/\$\{([\w.-]+)/g)].map(([, name = '']) => name)

/** What is told in other files that hold beside a file, by the names of settings. */
function partsFor(facts: FactIndex, services: readonly Service[]): (file: string) => ReadonlyMap<string, string> {
  const all = new Set(facts.of('setting-part').map(({ at }) => at.file))
  const partsIn = (file: string): SettingPartFact[] => facts.in(file).filter((fact) => fact.kind === 'setting-part')
  const files = [...all].filter((file) => !isTestFile(file) && profileOf(posix.basename(file)) !== 'test')
  // What a configuration server hands to all, or to whoever imports it: `datasource.yml` beside those of services.
  const shared = files.filter((file) => serviceOf({ services }, file) === undefined && likelyCentral.test(file))
  const folders = new Map<string, Set<string>>()
  for (const { at, name } of shared.flatMap(partsIn))
    folders.set(name, (folders.get(name) ?? new Set()).add(posix.dirname(at.file)))
  // What two servers tell each in its own way is told by neither.
  const isOfOne = ({ name }: SettingPartFact): boolean => (folders.get(name)?.size ?? 0) < 2
  const known = new Map<string, ReadonlyMap<string, string>>()
  return (file) => {
    const before = known.get(file)
    if (before !== undefined) return before
    const owner = serviceOf({ services }, file)
    const isBeside = (other: string): boolean =>
      posix.dirname(other) === posix.dirname(file) && (isSpringFile(posix.basename(other)) || shared.includes(other))
    const isOwn = (other: string): boolean => owner !== undefined && serviceOf({ services }, other) === owner
    const holdsWith = (other: string): boolean => {
      const [one, two] = [profileOf(posix.basename(file)), profileOf(posix.basename(other))]
      return other !== file && (one === undefined || two === undefined || one === two)
    }
    const taken = [files.filter(isOwn), files.filter(isBeside)].flat().filter(holdsWith).flatMap(partsIn)
    const values = valuesOf([...taken, ...shared.filter(holdsWith).flatMap(partsIn).filter(isOfOne)])
    known.set(file, values)
    return values
  }
}

/** The first that is told of each; a developer's machine says less than any other. */
function valuesOf(parts: readonly SettingPartFact[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const { name, value } of parts) {
    const before = values.get(name)
    if (before === undefined || (isLocal(before) && !isLocal(value))) values.set(name, value)
  }
  return values
}
