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
  *check({ facts, before, graph, serviceOf }): Iterable<Report> {
    const current = facts.of('contract')
    for (const contract of before?.of('contract') ?? []) {
      if (isTestFile(contract.at.file)) continue
      const provider = serviceOf(contract.at.file)
      const callers = graph.edges
        .filter((edge) => isSynchronous(edge) && edge.to === provider?.name)
        .map(({ from }) => from)
      const services = [...new Set([...(provider ? [provider.name] : []), ...callers])]
      const whom = callers.length > 0 ? ` ${listed([...new Set(callers)].sort())} may hold on to it.` : ''
      const now = successor(contract, current)
      // A service that is gone takes its contract with it: who still calls it, other rules say.
      if (now === undefined && provider !== undefined) {
        const message = `The contract ${contract.name ?? contract.at.file} is gone.${whom}`
        yield { message, at: provider.at, services }
      }
      for (const { what, at } of now ? breaks(contract, now) : []) {
        yield { message: `${what}.${whom}`, at: at ?? contract.at, services }
      }
    }
  },
}

/** The same contract now: in the same file, else the one of its name, since files move. */
function successor(contract: ContractFact, current: readonly ContractFact[]): ContractFact | undefined {
  const alike = current.filter(({ style }) => style === contract.style)
  return (
    alike.find(({ at }) => at.file === contract.at.file) ??
    alike.find(({ name }) => name !== undefined && name === contract.name)
  )
}
