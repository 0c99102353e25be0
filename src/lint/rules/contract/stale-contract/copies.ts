import type { ContractFact } from '../../../../facts/fact.ts'

/** What people call a contract that has a name; of other styles two with one name may be two contracts. */
const words: Readonly<Partial<Record<ContractFact['style'], string>>> = {
  grpc: 'package',
  openapi: 'API',
  asyncapi: 'API',
}

/** How a message names a contract. */
export const calledBy = ({ style, name }: ContractFact): string =>
  style === 'graphql' ? 'GraphQL schema' : `${words[style]} ${name}`

/** Contracts of one package, or of one title. */
export function ofOneName(contracts: readonly ContractFact[]): ContractFact[][] {
  const groups = new Map<string, ContractFact[]>()
  for (const contract of contracts) {
    if (contract.name === undefined || words[contract.style] === undefined) continue
    const key = `${contract.style} ${contract.name}`
    groups.set(key, [...(groups.get(key) ?? []), contract])
  }
  return [...groups.values()]
}

/** What every schema of a kind can be asked, whatever it is about. */
const usual = /^Query\.(?:node|nodes|_service|_entities|version|me)$/
/** One question may well be asked of two schemas. */
const fewest = 2

/**
 * Schemas of GraphQL have no name: two are of one API where most of what can be asked of the smaller one can be asked of
 * the other. One that was put together from others by a program is no copy of any.
 */
export function schemasAlike(contracts: readonly ContractFact[]): ContractFact[][] {
  const schemas = contracts
    .filter(({ style, definitions = [] }) => style === 'graphql' && !definitions.some(isComposed))
    .map((contract) => ({ contract, asked: askedOf(contract) }))
    .toSorted((a, b) => b.asked.size - a.asked.size)
  const groups: { readonly asked: ReadonlySet<string>; readonly copies: ContractFact[] }[] = []
  for (const { contract, asked } of schemas) {
    const group = groups.find((each) => {
      const common = [...asked].filter((name) => each.asked.has(name)).length
      return common >= fewest && common * 2 > asked.size
    })
    if (group) group.copies.push(contract)
    else groups.push({ asked, copies: [contract] })
  }
  return groups.map(({ copies }) => copies)
}

const askedOf = ({ operations }: ContractFact): ReadonlySet<string> =>
  new Set(operations.flatMap(({ name }) => (usual.test(name) ? [] : [name])))

const isComposed = ({ text }: { readonly text: string }): boolean => text.includes('join__')
