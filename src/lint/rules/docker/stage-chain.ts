import type { BaseImageFact, ImageUserFact } from '../../../facts/fact.ts'
import type { RuleContext } from '../../rule.ts'

/** What the last stage of a Dockerfile is built on, through the stages of the same file that it names. */
export interface StageChain {
  /** The base that comes from outside of the file; undefined where a stage is named that there is not. */
  readonly base?: BaseImageFact
  /** The last `USER` of the stages on the way, the last stage's before those it is built on. */
  readonly user?: ImageUserFact
}

/** Follows `FROM base AS final` back to what `base` is made of: a user that it sets, and the image that it begins with. */
export function stageChain(facts: RuleContext['facts'], final: BaseImageFact): StageChain {
  const inFile = facts.in(final.at.file)
  const stages = inFile.filter((fact): fact is BaseImageFact => fact.kind === 'base-image')
  const users = inFile.filter((fact): fact is ImageUserFact => fact.kind === 'image-user')
  let stage: BaseImageFact | undefined = final
  let user: ImageUserFact | undefined
  while (stage !== undefined) {
    const index = stages.indexOf(stage)
    const [from, to] = [stage.at.line, stages[index + 1]?.at.line ?? Number.POSITIVE_INFINITY]
    user ??= users.findLast(({ at }) => at.line > from && at.line < to)
    if (!stage.internal) return { base: stage, ...(user ? { user } : {}) }
    const name = stage.image.toLowerCase()
    stage = stages.slice(0, Math.max(index, 0)).findLast((each) => each.stage?.toLowerCase() === name)
  }
  return user ? { user } : {}
}
