import { posix } from 'node:path'
import type { RemoteCallFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { fileUsers } from '../../../../graph/imports/go-packages.ts'
import { resolverOf } from '../../../../graph/imports/index.ts'
import { sharedCode } from '../../../../graph/imports/shared-code.ts'
import { type LibraryUsers, libraryUsers } from '../../../../graph/owners/library-users.ts'
import type { RuleContext } from '../../../rule.ts'

/**
 * Which services make a call in a file that lies with none of them: those that reach it over imports, those that are built with
 * it in Go, or those that name its class. Whose pages alone run in browsers call from there.
 */
export function callersOf({ facts, graph }: RuleContext): (call: RemoteCallFact) => readonly Service[] {
  const { services, edges } = graph
  let ready: Readonly<Record<'go' | 'jvm' | 'other', LibraryUsers>> | undefined
  const looks = (): NonNullable<typeof ready> => {
    const resolve = resolverOf(facts)
    return {
      go: fileUsers(services, facts, resolve),
      jvm: libraryUsers(services, facts, resolve),
      other: sharedCode(services, facts, resolve),
    }
  }
  // A package of Go that answers is a part of one program, which a list of all of them may well stand before.
  const answering = new Set(
    [...facts.of('listen'), ...facts.of('stub').filter(({ role }) => role === 'serves')].map(({ at }) =>
      posix.dirname(at.file),
    ),
  )
  const calling = (kind: string): ReadonlySet<string> =>
    new Set(edges.flatMap((edge) => (edge.kind === kind ? [edge.from] : [])))
  return (call) => {
    const { file } = call.at
    ready ??= looks()
    if (/\.(?:java|kt)$/.test(file)) return ready.jvm(file)
    if (!file.endsWith('.go')) return ready.other(file).filter(({ inBrowsers }) => inBrowsers !== true)
    if (answering.has(posix.dirname(file))) return []
    // A package of Go is taken in whole: who speaks so with another service, as far as anybody is known to, uses that of it.
    const users = ready.go(file)
    const names = calling(/^(?:http|resty)\b/.test(call.client) ? 'http' : 'grpc')
    const speaking = users.filter(({ name }) => names.has(name))
    return speaking.length > 0 ? speaking : users
  }
}
