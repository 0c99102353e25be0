import type { ContractFact } from '../../../../facts/fact.ts'
import { isSynchronous } from '../../../../graph/chains.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { listed } from '../../../listed.ts'
import type { Report, Rule } from '../../../rule.ts'
import { breaks } from './breaks.ts'

export const breakingApiChange: Rule = {
  id: 'breaking-api-change',
  group: 'contract',
  severity: 'error',
  summary: 'A change takes away what callers of an API hold on to.',
  why: 'Until every caller has changed as well they fail, so all of them have to be released together with this one.',
  help: 'Add beside what is there, let callers move, and take the old away when nobody asks for it any more.',
  *check({ facts, before, graph, serviceOf, has }): Iterable<Report> {
    const [earlier, current] = [before?.of('contract') ?? [], facts.of('contract')]
    const isOfOne = (a: ContractFact, b: ContractFact): boolean => serviceOf(a.at.file) === serviceOf(b.at.file)
    for (const contract of earlier) {
      const { file } = contract.at
      if (isTestFile(file)) continue
      const provider = serviceOf(file)
      const callers = graph.edges
        .filter((edge) => isSynchronous(edge) && edge.to === provider?.name)
        .map(({ from }) => from)
      const services = [...new Set([...(provider ? [provider.name] : []), ...callers])]
      const whom = callers.length > 0 ? ` ${listed([...new Set(callers)].sort())} may hold on to it.` : ''
      const alike = current.filter(({ style }) => style === contract.style)
      const own = alike.find(({ at }) => at.file === file)
      const beside = besides(contract, alike, isOfOne)
      const now = own ?? moved(contract, alike, earlier) ?? beside[0]
      if (now === undefined && has(file)) {
        yield {
          message: `${file} can no longer be read as a contract.${whom}`,
          at: { ...contract.at, line: 1 },
          services,
        }
        continue
      }
      // A service that is gone takes its contract with it: who still calls it, other rules say. And one of several copies may go.
      if (now === undefined && provider !== undefined && !alike.some((each) => isCopy(contract, each))) {
        const message = `The contract ${contract.name ?? file} is gone.${whom}`
        yield { message, at: provider.at, services }
      }
      for (const { what, at } of now ? breaks(contract, withDefinitions(now, beside)) : []) {
        yield { message: `${what}.${whom}`, at: at ?? contract.at, services }
      }
    }
  },
}

/** The same contract in a file that was not there before: the one of its name, since files move. */
const moved = (
  { name }: ContractFact,
  alike: readonly ContractFact[],
  earlier: readonly ContractFact[],
): ContractFact | undefined =>
  alike.find((each) => name !== undefined && each.name === name && !earlier.some(({ at }) => at.file === each.at.file))

/** Whether another contract of that name offers all that this one does. */
const isCopy = ({ name, operations }: ContractFact, other: ContractFact): boolean =>
  name !== undefined &&
  other.name === name &&
  operations.every((each) => other.operations.some((there) => there.name === each.name))

/**
 * Files that a schema of GraphQL, or a package of Protocol Buffers, is put together of with this one: what moves from one to
 * another is where it was for whoever asks.
 */
function besides(
  contract: ContractFact,
  alike: readonly ContractFact[],
  isOfOne: (a: ContractFact, b: ContractFact) => boolean,
): readonly ContractFact[] {
  const { style, name, at } = contract
  if (style !== 'graphql' && style !== 'grpc') return []
  return alike.filter((each) => each.at.file !== at.file && each.name === name && isOfOne(contract, each))
}

/** A contract with the definitions of files beside it; types of GraphQL are put together of all that extend them. */
function withDefinitions(contract: ContractFact, beside: readonly ContractFact[]): ContractFact {
  if (beside.length === 0) return contract
  const own = new Set(contract.definitions?.map(({ name }) => name))
  const more = beside.flatMap(({ definitions = [] }) =>
    definitions.filter(({ name }) => contract.style === 'graphql' || !own.has(name)),
  )
  return { ...contract, definitions: [...(contract.definitions ?? []), ...more] }
}
