import { missingOwner } from '../../../../catalog/check.ts'
import type { Rule } from '../../../rule.ts'

export const catalogSchema: Rule = {
  id: 'catalog-schema',
  group: 'catalog',
  severity: 'error',
  summary: 'A catalog file that Backstage cannot take.',
  why: 'Backstage drops the entity, and everything that refers to it dangles.',
  help: 'Bring the entity into the form of the Backstage catalog model.',
  *check({ catalog, serviceOf }) {
    for (const { code, message, hint, place } of catalog.problems) {
      if (code === missingOwner || place === undefined) continue
      const service = serviceOf(place.file)
      yield {
        message,
        at: { file: place.file, line: place.line ?? 1, column: place.column ?? 1 },
        services: service ? [service.name] : [],
        ...(hint ? { help: hint } : {}),
      }
    }
  },
}
