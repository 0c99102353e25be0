import { posix } from 'node:path'
import { takesMessages } from '../../../../facts/code/topic-roles.ts'
import { startsServer } from '../../../../graph/discover/servers.ts'
import { placeOf, type Service } from '../../../../graph/graph.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/**
 * Whether something in the folder of a service answers or begins: a server, a handler, a program, a port of its image. What
 * only bears the name of an image that is built or bought elsewhere, or a command that others are built with, is a library.
 */
export function answersItself({ facts, graph }: Pick<RuleContext, 'facts' | 'graph'>): (service: Service) => boolean {
  const takes = facts.of('topic').filter(takesMessages)
  const stubs = facts.of('stub').filter(({ role }) => role === 'serves')
  const packages = facts.of('package').filter((each) => each.starts || startsServer(each))
  const files = [...facts.of('program'), ...takes, ...stubs, ...packages, ...served(facts)].map(({ at }) => at.file)
  const folders = new Set(files.flatMap((file) => (isTestFile(file) ? [] : [posix.dirname(file)])))
  const known = new Map<string, boolean>()
  const isBesideRun = modulesBesideRun({ facts, graph })
  return (service) => {
    const { known: how, path } = service
    if (how === 'declared') return true
    if (isBesideRun(service)) return false
    const place = placeOf(path)
    const answer = known.get(place) ?? [...folders].some((each) => each === place || each.startsWith(`${place}/`))
    known.set(place, answer)
    return answer
  }
}

/** So many services that something runs show how the others of a repository would be run. */
const fewestRun = 2

/**
 * Whether a module of Go is known by its program alone, where images and manifests run other services: others are built with the
 * module, and its program is for who works on it.
 */
function modulesBesideRun({ facts, graph }: Pick<RuleContext, 'facts' | 'graph'>): (service: Service) => boolean {
  const isOnlyCode = ({ at }: Service): boolean => at.file.endsWith('.go')
  const isRun = graph.services.filter((service) => !isOnlyCode(service)).length >= fewestRun
  const modules = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : [])),
  )
  return (service) => isRun && isOnlyCode(service) && service.path !== '.' && modules.has(service.path)
}

const served = (facts: RuleContext['facts']) => [...facts.of('listen'), ...facts.of('route'), ...facts.of('expose')]
