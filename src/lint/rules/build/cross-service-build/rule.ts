import { posix } from 'node:path'
import type { Rule } from '../../../rule.ts'
import { buildContexts } from '../../docker/build-context.ts'

export const crossServiceBuild: Rule = {
  id: 'cross-service-build',
  group: 'build',
  severity: 'error',
  summary: 'The image of one service takes in files of another.',
  why: 'A change in the other service changes this one: neither can be built or released by itself.',
  help: 'Copy only the service’s own folder; what both truly need becomes a package with versions.',
  *check({ facts, graph, serviceOf }) {
    const contextOf = buildContexts(facts)
    for (const { at, sources, from } of facts.of('image-copy')) {
      const service = serviceOf(at.file)
      if (from !== undefined || service === undefined) continue
      for (const source of sources) {
        const path = posix.join(contextOf(at.file), source.replace(/^\//, '')).replace(/\/$/, '')
        // What lies in one's own folder is one's own, though the folder be inside another service's.
        if (path === service.path || path.startsWith(`${service.path}/`)) continue
        const other = graph.services.find(
          (each) =>
            each.name !== service.name && each.path !== '.' && (path === each.path || path.startsWith(`${each.path}/`)),
        )
        if (other === undefined) continue
        const message = `The image of ${service.name} takes in files of ${other.name}: ${path}.`
        yield { message, at, services: [service.name, other.name] }
      }
    }
  },
}
