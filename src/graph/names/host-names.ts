import type { Fact } from '../../facts/fact.ts'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { heldNames } from './held-names.ts'

/** A constant of which an application host has a name: `{Services.ShopBasket}`. */
const constant = /\{(\w+(?:\.\w+)+)\}/g

/**
 * Fills in the names that an application host of .NET has of constants: what the constant holds, wherever it is, else what it
 * is called (`shop-basket`).
 */
export function withHostNames(facts: FactIndex): FactIndex {
  const hosts = new Set(facts.of('workload').flatMap(({ source, at }) => (source === 'app-host' ? [at.file] : [])))
  if (hosts.size === 0) return facts
  const held = heldNames(facts)
  return indexFacts(
    facts.all.map((fact): Fact => {
      if (!hosts.has(fact.at.file) || !isNamed(fact)) return fact
      const text = JSON.stringify(fact)
      const filled = text.replace(constant, (_, path: string) => held(path, fact.at.file) ?? spelled(path))
      return filled === text ? fact : JSON.parse(filled)
    }),
  )
}

const isNamed = ({ kind }: Fact): boolean =>
  kind === 'workload' || kind === 'network-name' || kind === 'env-set' || kind === 'component-name'

const spelled = (path: string): string =>
  path
    .replace(/^.*\./, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
