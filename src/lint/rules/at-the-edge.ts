import { isEdgeName, isGatewayLibrary } from '../../products/gateway-name.ts'
import type { RuleContext } from '../rule.ts'

/** Whether a service stands at the edge of its system, by its name or since it is built to hand on what it gets: it calls many by its nature. */
export function standsAtTheEdge({
  facts,
  serviceOf,
}: Pick<RuleContext, 'facts' | 'serviceOf'>): (name: string) => boolean {
  const built = new Set(
    facts.of('package').flatMap(({ at, dependencies }) => {
      const isBuiltSo = dependencies.some(({ name, dev }) => !dev && isGatewayLibrary(name))
      return (isBuiltSo && serviceOf(at.file)?.name) || []
    }),
  )
  return (name) => built.has(name) || isEdgeName(name)
}
