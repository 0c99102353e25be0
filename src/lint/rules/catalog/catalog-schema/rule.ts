import { missingOwner } from '../../../../catalog/check.ts'
import type { Rule } from '../../../rule.ts'
import { entityFaults } from '../entity-faults.ts'

export const catalogSchema: Rule = {
  id: 'catalog-schema',
  group: 'catalog',
  severity: 'error',
  summary: 'A catalog file that Backstage, or msvc, cannot take.',
  why: 'Backstage drops an entity that it cannot take, and all that refers to it dangles; msvc reads no annotation that it cannot take.',
  help: 'Bring the entity into the form of the Backstage catalog model.',
  check: (context) => entityFaults(context, (code) => code !== missingOwner),
}
