import { posix } from 'node:path'
import { startsServer } from '../../../../graph/discover/servers.ts'
import { placeOf, type Service } from '../../../../graph/graph.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/**
 * Whether something in the folder of a service answers or begins: a server, a handler, a program, a port of its image. What
 * only bears the name of an image that is built or bought elsewhere, or a command that others are built with, is a library.
 */
export function answersItself({ facts }: Pick<RuleContext, 'facts'>): (service: Service) => boolean {
  const takes = facts.of('topic').filter(({ role }) => role === 'consumes' || role === 'answers')
  const stubs = facts.of('stub').filter(({ role }) => role === 'serves')
  const packages = facts.of('package').filter((each) => each.starts || startsServer(each))
  const files = [...facts.of('program'), ...takes, ...stubs, ...packages, ...served(facts)].map(({ at }) => at.file)
  const folders = new Set(files.flatMap((file) => (isTestFile(file) ? [] : [posix.dirname(file)])))
  const known = new Map<string, boolean>()
  return ({ known: how, path }) => {
    if (how === 'declared') return true
    const place = placeOf(path)
    const answer = known.get(place) ?? [...folders].some((each) => each === place || each.startsWith(`${place}/`))
    known.set(place, answer)
    return answer
  }
}

const served = (facts: RuleContext['facts']) => [...facts.of('listen'), ...facts.of('route'), ...facts.of('expose')]
