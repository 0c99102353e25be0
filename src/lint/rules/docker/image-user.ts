import type { At } from '../../../facts/fact.ts'
import type { Service } from '../../../graph/graph.ts'
import type { RuleContext } from '../../rule.ts'
import { imageOwners } from './service-image.ts'

/** Bases that are known to start as root: official images of languages and distributions, distroless, .NET. */
const rootBase =
  /^(?:(?:docker\.io\/)?(?:library\/)?(?:node|python|golang|rust|ruby|php|perl|elixir|erlang|haskell|swift|julia|openjdk|eclipse-temurin|amazoncorretto|ibm-semeru-runtimes|sapmachine|maven|gradle|tomcat|nginx|httpd|caddy|alpine|debian|ubuntu|busybox|fedora|amazonlinux|rockylinux|almalinux|buildpack-deps|oven\/bun)|gcr\.io\/distroless\/[\w.-]+|mcr\.microsoft\.com\/dotnet\/[\w./-]+)(?:[:@]|$)|^scratch$/
/** Variants of those that bring a user of their own. */
const ownUser = /nonroot|non-root|rootless|unprivileged|chiseled/

/** Whom the image of a service starts as, by the one Dockerfile that makes it; unknown where there is none, or several. */
export function imageUser(service: Service, context: RuleContext): 'root' | 'other' | 'unknown' {
  const { facts } = context
  const ownerOf = imageOwners(context)
  const isOwn = ({ at }: { at: At }): boolean => ownerOf(at.file)?.name === service.name
  const [base, second] = facts.of('base-image').filter((fact) => fact.final && isOwn(fact))
  if (base === undefined || second !== undefined) return 'unknown'
  const last = facts.of('image-user').findLast((fact) => fact.final && isOwn(fact))?.user
  if (last !== undefined) return /^(?:root|0)(?::|$)/.test(last) ? 'root' : last.includes('$') ? 'unknown' : 'other'
  // What an earlier stage or an unknown base decides cannot be told here.
  return !base.internal && rootBase.test(base.image) && !ownUser.test(base.image) ? 'root' : 'unknown'
}
