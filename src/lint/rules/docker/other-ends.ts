import type { BaseImageFact, ImageUserFact } from '../../../facts/fact.ts'
import type { RuleContext } from '../../rule.ts'

/** Stages to test, check or write code in. */
const forWork = /^(?:tests?|lint|check|dev|devel|development|debug|ci|e2e|builder?|build)(?:$|[-_])/i

/**
 * Whether a Dockerfile has another stage that nothing is built on or taken from, with a user of its own: an image as well, and which
 * of them is deployed, whoever builds it says.
 */
export function endsOtherwise(facts: RuleContext['facts'], last: BaseImageFact): boolean {
  const inFile = facts.in(last.at.file)
  const stages = inFile.filter((fact): fact is BaseImageFact => fact.kind === 'base-image')
  const used = new Set(
    inFile.flatMap((fact) => {
      if (fact.kind === 'image-copy') return fact.from?.toLowerCase() ?? []
      return fact.kind === 'base-image' && fact.internal ? fact.image.toLowerCase() : []
    }),
  )
  return stages.some((stage, index) => {
    const name = stage.stage?.toLowerCase()
    if (stage === last || name === undefined || used.has(name) || used.has(String(index)) || forWork.test(name))
      return false
    const end = stages[index + 1]?.at.line ?? Number.POSITIVE_INFINITY
    const user = inFile.findLast(
      (fact): fact is ImageUserFact => fact.kind === 'image-user' && fact.at.line > stage.at.line && fact.at.line < end,
    )
    return user !== undefined && !/^(?:root|0)(?::|$)/.test(user.user)
  })
}
