import { portOf } from '../facts/compose/fields.ts'
import type { Fact } from '../facts/fact.ts'
import { type FactIndex, indexFacts } from '../facts/fact-index.ts'
import { envFiles } from './env-files.ts'

/** Adds ports of compose that only the file of variables beside it tells: `"${ORDERS_PORT}:${ORDERS_PORT}"`. */
export function withFilledPorts(facts: FactIndex): FactIndex {
  const isOpen = (fact: Fact): boolean => fact.kind === 'workload' && fact.containers.some(({ openPorts }) => openPorts)
  if (!facts.all.some(isOpen)) return facts
  const variables = envFiles(facts)
  return indexFacts(
    facts.all.map((fact): Fact => {
      if (fact.kind !== 'workload' || !isOpen(fact)) return fact
      const containers = fact.containers.map((container) => {
        const told = (container.openPorts ?? []).flatMap((text) => portOf(variables.filled(text, fact.at.file)))
        return { ...container, ports: [...container.ports, ...told] }
      })
      return { ...fact, containers }
    }),
  )
}
