import { posix } from 'node:path'
import type { BaseImageFact, ImageUserFact } from '../../../facts/fact.ts'
import type { Service } from '../../../graph/graph.ts'
import type { RuleContext } from '../../rule.ts'
import { statedContexts } from './build-context.ts'
import { imageOfSeveral } from './image-of-several.ts'
import { namedStages } from './named-stages.ts'
import { endsOtherwise } from './other-ends.ts'
import { rolesOfImage } from './roles-of-image.ts'
import { startsAsRoot } from './root-base.ts'
import { imageOwners, shell } from './service-image.ts'
import { stageChain } from './stage-chain.ts'

/** Bases that start a server when they are told nothing; the others start a shell, or nothing. */
const serving = /(?:^|\/)(?:nginx|httpd|caddy|tomcat|php)(?:[:@]|$)/

/** Programs by which an entry point that starts as root goes on as somebody else. */
const stepsDown = /\b(?:gosu|su-exec|setpriv|runuser|chpst|s6-setuidgid)\b|\bsu\s+-|\bgunicorn\b.*--user\b/
/** A script by its name, as a word of what starts: `/entrypoint.sh`, `docker-entrypoint`. */
const script = /[\w.-]+\.(?:sh|bash)\b|\b(?:docker-)?entrypoint\b/g

/** Whom an image starts as, and what says so where that is root. */
export type ImageUser =
  | { readonly is: 'root'; readonly by: BaseImageFact | ImageUserFact }
  | { readonly is: 'other' | 'unknown' }
const unknown: ImageUser = { is: 'unknown' }

/**
 * Whom the image of a service starts as, by the one Dockerfile that makes it, alone or with those of others; unknown where
 * there is none, or several, and where neither the image nor a command from outside starts anything.
 */
export function imageUsers(context: RuleContext): (service: Service, isCommanded?: boolean) => ImageUser {
  const { facts } = context
  const ownerOf = imageOwners(context)
  const bases = new Map<string, BaseImageFact[]>()
  const add = (owner: string, fact: BaseImageFact): void => {
    bases.set(owner, [...(bases.get(owner) ?? []), fact])
  }
  const ofSeveral = imageOfSeveral(context)
  const stages = namedStages(context)
  for (const fact of facts.of('base-image')) {
    if (!fact.final) continue
    const owner = ownerOf(fact.at.file)?.name
    for (const name of owner === undefined ? ofSeveral(fact.at.file) : [owner]) add(name, fact)
  }
  // What roles without a Dockerfile run from is the image of the one that has some.
  for (const [role, maker] of rolesOfImage(context, new Set(bases.keys()))) bases.set(role, bases.get(maker) ?? [])
  const run = new Set(statedContexts(facts).keys())
  for (const { build, containers } of facts.of('workload')) {
    const isWaiting = containers.length > 0 && containers.every(({ command = '' }) => shell.test(command))
    if (build && isWaiting) run.delete(build.dockerfile ?? posix.join(build.context, 'Dockerfile'))
  }
  const steppingDown = facts.of('step-down').map(({ at }) => at.file)
  // Where the image takes a script from is the service's folder, or one of its build's: the one of its name nearest to it.
  const goesOn = (file: string, service: string, command: string): boolean => {
    const scripts = new Set(command.match(script))
    return steppingDown.some((each) => {
      const isNear = each.startsWith(`${posix.dirname(file)}/`) || context.serviceOf(each)?.name === service
      return isNear && scripts.has(posix.basename(each))
    })
  }
  return ({ name }, isCommanded = false) => {
    const stage = stages.get(name)
    const [last, second] = stage === undefined ? (bases.get(name) ?? []) : [stage]
    if (last === undefined || second !== undefined) return unknown
    const { base, user } = stageChain(facts, last)
    // Which stage is meant is known where it is called after the service.
    if (stage === undefined && endsOtherwise(facts, last)) return unknown
    if (user !== undefined) {
      if (/^(?:root|0)(?::|$)/.test(user.user)) return { is: 'root', by: user }
      return user.user.includes('$') ? unknown : { is: 'other' }
    }
    // Without a program of the base's own, and none named, it is there for its files, or for others to build on.
    const { file } = last.at
    const commands = facts.in(file).filter((fact) => fact.kind === 'image-run' || fact.kind === 'image-start')
    if (commands.some((fact) => (fact.kind === 'image-start' || fact.final) && stepsDown.test(fact.command)))
      return unknown
    if (commands.some((fact) => fact.kind === 'image-start' && goesOn(file, name, fact.command))) return unknown
    if (base === undefined) return unknown
    const isStarted = isCommanded || commands.some(({ kind }) => kind === 'image-start') || run.has(file)
    if (!isStarted && !serving.test(base.image)) return unknown
    // What a base that nobody here knows decides cannot be told.
    return startsAsRoot(base.image) ? { is: 'root', by: base } : unknown
  }
}
