import type { At, ContractFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { listed } from '../../../listed.ts'
import type { Report, Rule } from '../../../rule.ts'

export const staleContract: Rule = {
  id: 'stale-contract',
  group: 'contract',
  severity: 'warning',
  summary: 'Two copies of a contract differ.',
  why: 'Each side reads the other by another description: fields get lost, or are taken for others, and no compiler says so.',
  help: 'Copy the contract again from where it belongs, or take it from one place when you build.',
  *check({ facts, serviceOf }): Iterable<Report> {
    const packages = new Map<string, ContractFact[]>()
    for (const contract of facts.of('contract')) {
      if (contract.style !== 'grpc' || contract.name === undefined || isTestFile(contract.at.file)) continue
      packages.set(contract.name, [...(packages.get(contract.name) ?? []), contract])
    }
    for (const [name, copies] of packages) {
      // The one that defines most is taken for the original; of several, the one that lies outside of all services.
      const [original, ...others] = copies.toSorted(
        (a, b) =>
          sizeOf(b) - sizeOf(a) ||
          Number(serviceOf(a.at.file) !== undefined) - Number(serviceOf(b.at.file) !== undefined),
      )
      if (original === undefined) continue
      for (const copy of others) {
        const differing = differences(copy, original)
        const [first] = differing
        if (first === undefined) continue
        const services = [copy, original].flatMap(({ at }) => serviceOf(at.file)?.name ?? [])
        yield {
          message: `This copy of the package ${name} differs from ${original.at.file} in ${listed(differing.map((each) => each.name))}.`,
          at: first.at,
          services: [...new Set(services)],
          related: [{ ...first.original, message: `${first.name} as it is there` }],
        }
      }
    }
  },
}

const sizeOf = ({ definitions = [] }: ContractFact): number => definitions.length

interface Difference {
  readonly name: string
  readonly at: At
  readonly original: At
}

/** What both define and define differently; a copy may leave out what it has no use for. */
function differences(copy: ContractFact, original: ContractFact): Difference[] {
  const known = new Map(original.definitions?.map((definition) => [definition.name, definition]))
  return (copy.definitions ?? []).flatMap(({ name, at, text }) => {
    const there = known.get(name)
    return there === undefined || isPartOf(text, there.text) ? [] : [{ name, at, original: there.at }]
  })
}

/** A service may be copied with only the calls that the caller makes; anything else is the same, or differs. */
function isPartOf(text: string, whole: string): boolean {
  const some = callsOf(text)
  const all = callsOf(whole)
  return text === whole || (some.length > 0 && some.every((call) => all.includes(call)))
}

const callsOf = (text: string): readonly string[] => text.match(/\brpc \w+ \([^)]*\) returns \([^)]*\)/g) ?? []
