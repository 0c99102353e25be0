import { missingOwner } from '../../../../catalog/check.ts'
import type { Rule } from '../../../rule.ts'
import { entityFaults } from '../entity-faults.ts'

export const catalogSchema: Rule = {
  id: 'catalog-schema',
  group: 'catalog',
  severity: 'error',
  summary: 'A catalog file that Backstage cannot take.',
  why: 'Backstage drops the entity, and everything that refers to it dangles.',
  help: 'Bring the entity into the form of the Backstage catalog model.',
  check: (context) => entityFaults(context, (code) => code !== missingOwner),
}
