import { missingOwner as missingOwnerCode } from '../../../../catalog/check.ts'
import { namesNobody } from '../../../../catalog/placeholder-owner.ts'
import { declaredServices } from '../../../../catalog/services.ts'
import type { Rule } from '../../../rule.ts'
import { entityFaults } from '../entity-faults.ts'

export const missingOwner: Rule = {
  id: 'missing-owner',
  group: 'catalog',
  severity: 'error',
  summary: 'A service that belongs to nobody.',
  why: 'Nobody is called when it fails, and nobody decides what changes.',
  help: 'Name the team: spec.owner: team-… in its catalog entry.',
  *check(context) {
    yield* entityFaults(context, (code) => code === missingOwnerCode)
    for (const { name, owner, entity } of declaredServices(context.catalog)) {
      if (owner === undefined || !namesNobody(owner)) continue
      yield {
        message: `${name} says that its owner is "${owner}", which is no team.`,
        at: entity.placeOf(['spec', 'owner']),
        services: [name],
      }
    }
  },
}
