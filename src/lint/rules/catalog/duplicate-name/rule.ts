import type { Entity } from '../../../../catalog/catalog.ts'
import { refKey } from '../../../../catalog/references.ts'
import type { Rule } from '../../../rule.ts'

export const duplicateName: Rule = {
  id: 'duplicate-name',
  group: 'catalog',
  severity: 'error',
  summary: 'Two catalog entities of one kind share a name.',
  why: 'Backstage keeps one of the two and drops the other; names are compared without case.',
  help: 'Give one of the two another name, or delete it.',
  *check({ catalog }) {
    const first = new Map<string, Entity>()
    for (const entity of catalog.entities) {
      const key = refKey(entity)
      const other = first.get(key)
      if (other === undefined) first.set(key, entity)
      else {
        yield {
          message: `${entity.kind} "${entity.name}" is declared twice: here and in ${other.at.file}:${other.at.line}.`,
          at: entity.at,
          services: entity.kind === 'Component' ? [...new Set([entity.name, other.name])] : [],
          related: [{ ...other.at, message: `the other ${entity.kind} "${other.name}"` }],
        }
      }
    }
  },
}
