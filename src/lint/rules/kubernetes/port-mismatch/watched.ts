import type { Container } from '../../../../facts/fact.ts'

/** What ports are called that others watch a container by. */
const watched = /metrics|prom|monitor|health|probe|admin|debug|pprof/i

/** Whether nothing is stated but what watches the containers: where they listen besides is not known. */
export const areWatched = (containers: readonly Container[]): boolean =>
  containers.every(({ ports }) => ports.every(({ name = '' }) => watched.test(name)))
