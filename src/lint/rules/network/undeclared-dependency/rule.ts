import { type DeclaredService, declaredServices } from '../../../../catalog/services.ts'
import { isUndeclaredCall } from '../../../../graph/calls.ts'
import type { ObjectRef } from '../../../fix.ts'
import type { Rule } from '../../../rule.ts'

export const undeclaredDependency: Rule = {
  id: 'undeclared-dependency',
  group: 'network',
  severity: 'error',
  summary: 'A service calls, or is given the address of, one that its catalog entry does not name.',
  why: 'Network policies, impact analysis and the owners of the other service go by the catalog, and miss this call.',
  help: "Declare it in the caller's catalog entry, or take the call out.",
  fixes: 'Declares the dependency in the catalog entry of the caller.',
  *check({ catalog, graph }) {
    const declared = new Map(declaredServices(catalog).map((service) => [service.name, service]))
    for (const edge of graph.edges) {
      if (!edge.observed || !isUndeclaredCall(edge)) continue
      const [from, to] = [declared.get(edge.from), declared.get(edge.to)]
      const [proof, ...more] = edge.evidence
      // One that is not in the catalog is told so by unregistered-service first.
      if (from === undefined || to === undefined || proof === undefined) continue
      const field = to.providesApis.length > 0 ? 'consumesApis' : 'dependsOn'
      const place = from.entity.placeOf(['spec', field])
      const item = reference(from, to)
      yield {
        message: `${from.name} uses ${to.name}, which ${from.entity.at.file} does not declare${proof.detail ? `: ${proof.detail}` : ''}.`,
        at: { file: proof.file, line: proof.line, column: proof.column },
        services: [from.name, to.name],
        related: [
          { ...place, message: `spec.${field} of ${from.name} belongs here` },
          ...more.map(({ file, line, column, kind }) => ({ file, line, column, message: `also seen here (${kind})` })),
        ],
        help: `Add ${addition(from, field, item)} in ${place.file}:${place.line}, or take the call out.`,
        fix: [{ kind: 'add-item', object: objectOf(from), path: ['spec', field], item }],
      }
    }
  },
}

const objectOf = ({ entity }: DeclaredService): ObjectRef => ({
  file: entity.at.file,
  kind: entity.kind,
  name: entity.name,
})

/** How the caller would name the other service in its own entry. */
function reference(from: DeclaredService, to: DeclaredService): string {
  const [api] = to.providesApis
  const { kind, namespace, name } = api?.ref ?? to.entity
  if (namespace !== from.entity.namespace) return `${kind.toLowerCase()}:${namespace}/${name}`
  return api ? name : `component:${name}`
}

/** The line to write: an item of the list, or the list itself where there is none yet. */
function addition({ entity }: DeclaredService, field: string, text: string): string {
  return Array.isArray(entity.spec[field])
    ? `"- ${text}" to spec.${field}`
    : `"${field}: [${quoted(text)}]" to the spec`
}

const quoted = (text: string): string => (text.includes(':') ? `'${text}'` : text)
