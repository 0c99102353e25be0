import { longestChain, longestRows, waitingCircles } from './chains.ts'
import type { Graph } from './graph.ts'

/** How a service hangs together with the others; Martin's measures, counted in services. */
export interface Coupling {
  /** How many services use it. */
  readonly afferent: number
  /** How many services it uses. */
  readonly efferent: number
  /** Efferent by all: 0 only carries others, 1 only leans on them. 0 for a service that stands alone. */
  readonly instability: number
  /** How many more services a request to it passes through at the most, one after the other. */
  readonly chain: number
  /** It calls itself by way of others. */
  readonly inCycle: boolean
  /** It is one of the longest row of services that a request can pass through. */
  readonly inLongestChain: boolean
}

/** The measures of every service, by name. */
export function couplingOf(graph: Graph): Map<string, Coupling> {
  const services = new Set(graph.services.map(({ name }) => name))
  const between = graph.edges.filter(({ from, to }) => services.has(from) && services.has(to))
  const circles = new Set(waitingCircles(graph).flatMap((circle) => circle.map(({ from }) => from)))
  const rowFrom = longestRows(graph)
  const chain = new Set(longestChain(graph).flatMap(({ from, to }) => [from, to]))
  return new Map(
    graph.services.map(({ name }) => {
      const users = new Set(between.filter(({ to }) => to === name).map(({ from }) => from))
      const used = new Set(between.filter(({ from }) => from === name).map(({ to }) => to))
      const all = users.size + used.size
      const instability = all === 0 ? 0 : used.size / all
      const measures = { afferent: users.size, efferent: used.size, instability, chain: rowFrom(name).length }
      return [name, { ...measures, inCycle: circles.has(name), inLongestChain: chain.has(name) }] as const
    }),
  )
}
