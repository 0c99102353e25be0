import type { At, ContractFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { plainName } from '../../../../graph/source-folders.ts'
import { isDemonstration, nameStem } from '../../../../graph/telling-names.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { listed } from '../../../listed.ts'
import type { Report, Rule } from '../../../rule.ts'
import { areVersions } from '../versions.ts'
import { calledBy, ofOneName, schemasAlike } from './copies.ts'
import { isPartOf, promisesOf } from './promises.ts'

export const staleContract: Rule = {
  id: 'stale-contract',
  group: 'contract',
  severity: 'warning',
  summary: 'Two copies of a contract differ.',
  why: 'Each side reads the other by another description: fields get lost, or are taken for others, and no compiler says so.',
  help: 'Copy the contract again from where it belongs, or take it from one place when you build.',
  *check({ facts, serviceOf }): Iterable<Report> {
    const contracts = facts
      .of('contract')
      .filter((contract) => isPromise(contract) && !isTestFile(contract.at.file) && !isDemonstration(contract.at.file))
    for (const copies of [...ofOneName(contracts), ...schemasAlike(contracts)]) {
      // A document is its provider's own, whatever others made of it. Else the one that promises most is taken for the
      // original. Of several: Protocol Buffers are shared from outside of all
      // services, and documents lie with who answers.
      const isLast = ({ style, at }: ContractFact): number =>
        Number((serviceOf(at.file) === undefined) === (style !== 'grpc'))
      const isProviders = (each: ContractFact): boolean =>
        each.style !== 'grpc' && isOfItsOwner(each, serviceOf(each.at.file))
      const [original, ...others] = copies.toSorted(
        (a, b) =>
          Number(isProviders(b)) - Number(isProviders(a)) ||
          promisesOf(b).length - promisesOf(a).length ||
          isLast(a) - isLast(b),
      )
      if (original === undefined) continue
      for (const copy of others) {
        // One service may offer several versions, and each in several forms.
        const isOwn = copy.style !== 'grpc' && serviceOf(copy.at.file) === serviceOf(original.at.file)
        const differing = isOwn || areVersions(copy.at.file, original.at.file) ? [] : differences(copy, original)
        const [first] = differing
        if (first === undefined) continue
        const services = [copy, original].flatMap(({ at }) => serviceOf(at.file)?.name ?? [])
        yield {
          message: `This copy of the ${calledBy(copy)} differs from ${original.at.file} in ${listed(differing.map((each) => each.name))}.`,
          at: first.at,
          services: [...new Set(services)],
          related: [first.there],
        }
      }
    }
  },
}

/** Whether somebody may be asked by it: messages and types alone may well be called alike in two programs that never meet. */
const isPromise = ({ style, operations }: ContractFact): boolean =>
  (style !== 'grpc' && style !== 'graphql') || operations.length > 0

/** Whether a document lies with the service that it is called after. */
function isOfItsOwner({ name = '' }: ContractFact, owner: Service | undefined): boolean {
  const stem = owner === undefined ? '' : nameStem(owner.name)
  return stem !== '' && nameStem(plainName(name).replace(/api$/, '')) === stem
}

interface Difference {
  readonly name: string
  readonly at: At
  /** How the original has it, or that it has not. */
  readonly there: At & { readonly message: string }
}

/**
 * What both define and define differently, and paths and channels that only the copy knows; a copy may leave out what it
 * has no use for. Documents under one title that have less than half in common are two contracts.
 */
function differences(copy: ContractFact, original: ContractFact): Difference[] {
  const known = new Map(promisesOf(original).map((promise) => [promise.name, promise]))
  const promised = promisesOf(copy)
  const common = promised.filter(({ name }) => known.has(name)).length
  if (copy.style !== 'grpc' && common * 2 <= promised.length) return []
  return promised.flatMap(({ name, at, text }) => {
    const there = known.get(name)
    if (there === undefined)
      return copy.style === 'grpc' ? [] : [{ name, at, there: { ...original.at, message: `${name} is not there` } }]
    return isPartOf(text, there.text) ? [] : [{ name, at, there: { ...there.at, message: `${name} as it is there` } }]
  })
}
