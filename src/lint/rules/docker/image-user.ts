import { posix } from 'node:path'
import type { BaseImageFact } from '../../../facts/fact.ts'
import type { Service } from '../../../graph/graph.ts'
import type { RuleContext } from '../../rule.ts'
import { statedContexts } from './build-context.ts'
import { imageOwners } from './service-image.ts'

/** Bases that are known to start as root: official images of languages and distributions, distroless, .NET. */
const rootBase =
  /^(?:(?:docker\.io\/)?(?:library\/)?(?:node|python|golang|rust|ruby|php|perl|elixir|erlang|haskell|swift|julia|openjdk|eclipse-temurin|amazoncorretto|ibm-semeru-runtimes|sapmachine|maven|gradle|tomcat|nginx|httpd|caddy|alpine|debian|ubuntu|busybox|fedora|amazonlinux|rockylinux|almalinux|buildpack-deps|oven\/bun)|gcr\.io\/distroless\/[\w.-]+|mcr\.microsoft\.com\/dotnet\/[\w./-]+)(?:[:@]|$)|^scratch$/
/** Variants of those that bring a user of their own. */
const ownUser = /nonroot|non-root|rootless|unprivileged|chiseled/

/** Bases that start a server when they are told nothing; the others start a shell, or nothing. */
const serving = /(?:^|\/)(?:nginx|httpd|caddy|tomcat|php)(?:[:@]|$)/

/** Programs by which an entry point that starts as root goes on as somebody else. */
const stepsDown = /\b(?:gosu|su-exec|setpriv|runuser|chpst|s6-setuidgid)\b|\bsu\s+-|\bgunicorn\b.*--user\b/
/** A script by its name, as a word of what starts: `/entrypoint.sh`, `docker-entrypoint`. */
const script = /[\w.-]+\.(?:sh|bash)\b|\b(?:docker-)?entrypoint\b/g

export type ImageUser = 'root' | 'other' | 'unknown'

/** Whom the image of a service starts as, by the one Dockerfile that makes it; unknown where there is none, or several. */
export function imageUsers(context: RuleContext): (service: Service) => ImageUser {
  const { facts } = context
  const ownerOf = imageOwners(context)
  const bases = new Map<string, BaseImageFact[]>()
  for (const fact of facts.of('base-image')) {
    const owner = fact.final ? ownerOf(fact.at.file)?.name : undefined
    if (owner !== undefined) bases.set(owner, [...(bases.get(owner) ?? []), fact])
  }
  const users = new Map<string, string>()
  for (const { final, at, user } of facts.of('image-user')) {
    const owner = final ? ownerOf(at.file)?.name : undefined
    if (owner !== undefined) users.set(owner, user)
  }
  const run = new Set(statedContexts(facts).keys())
  const steppingDown = facts.of('step-down').map(({ at }) => at.file)
  // Where the image takes a script from is the service's folder, or one of its build's: the one of its name nearest to it.
  const goesOn = (file: string, service: string, command: string): boolean => {
    const scripts = new Set(command.match(script))
    return steppingDown.some((each) => {
      const isNear = each.startsWith(`${posix.dirname(file)}/`) || context.serviceOf(each)?.name === service
      return isNear && scripts.has(posix.basename(each))
    })
  }
  return ({ name }) => {
    const [base, second] = bases.get(name) ?? []
    if (base === undefined || second !== undefined) return 'unknown'
    const last = users.get(name)
    if (last !== undefined) return /^(?:root|0)(?::|$)/.test(last) ? 'root' : last.includes('$') ? 'unknown' : 'other'
    // Without a program of the base's own, and none named, it is there for its files, or for others to build on.
    const { file } = base.at
    const commands = facts.in(file).filter((fact) => fact.kind === 'image-run' || fact.kind === 'image-start')
    if (commands.some((fact) => (fact.kind === 'image-start' || fact.final) && stepsDown.test(fact.command)))
      return 'unknown'
    if (commands.some((fact) => fact.kind === 'image-start' && goesOn(file, name, fact.command))) return 'unknown'
    const isStarted = commands.some(({ kind }) => kind === 'image-start') || run.has(file)
    if (!isStarted && !serving.test(base.image)) return 'unknown'
    // What an earlier stage or an unknown base decides cannot be told here.
    return !base.internal && rootBase.test(base.image) && !ownUser.test(base.image) ? 'root' : 'unknown'
  }
}
