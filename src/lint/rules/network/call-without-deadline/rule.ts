import type { RemoteCallFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { listed } from '../../../listed.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { runsElsewhere } from './elsewhere.ts'
import { callersOf } from './shared-code.ts'

export const callWithoutDeadline: Rule = {
  id: 'call-without-deadline',
  group: 'network',
  severity: 'warning',
  summary: 'A call over the network that may wait for ever.',
  why: 'When the other side hangs, so does this service, and then its callers: one slow service takes all of them down.',
  help: 'Give the call, or its client, a deadline that is shorter than the patience of your own callers.',
  *check(context) {
    const { facts, serviceOf } = context
    const isElsewhere = runsElsewhere(context)
    const isEnded = endedByDefault(context)
    const isOwn = ofItself(context)
    const isIdle = offeredInVain(context)
    const isMade = madeHere(context)
    const sharedBy = callersOf(context)
    const known = grpcServices(context)
    for (const fact of facts.of('remote-call')) {
      if (fact.hasDeadline || isTestFile(fact.at.file)) continue
      if (fact.isWrapped && !known.has(fact.contract ?? '')) continue
      const owner = serviceOf(fact.at.file)
      const callers = owner ? [owner] : sharedBy(fact)
      const names = callers
        .flatMap(({ name }) => (isEnded(fact, name) || isIdle(fact, name) || isMade(fact, name) ? [] : [name]))
        .sort()
      if (names.length === 0 || isElsewhere(fact.at.file) || isOwn(fact)) continue
      yield report(names, fact, owner === undefined)
    }
  },
}

/** In so many other files a service gives contexts an end, that one which a function is handed may well have one. */
const manyEnding = 4

/** Whether a service, or a library of all, ends every call of that kind; what only tests set does not count. */
function endedByDefault({ facts, serviceOf }: RuleContext): (call: RemoteCallFact, service: string) => boolean {
  const deadlines = facts.of('default-deadline').filter(({ at }) => !isTestFile(at.file))
  return ({ at, protocol }, service) => {
    const all = protocol === undefined ? [] : deadlines.filter((each) => each.protocol === protocol)
    if (protocol === 'context') {
      const owner = serviceOf(at.file)
      return all.filter((each) => each.at.file !== at.file && serviceOf(each.at.file) === owner).length >= manyEnding
    }
    return all.some((each) => [undefined, service].includes(serviceOf(each.at.file)?.name))
  }
}

/** A client that is offered to others, of whom there are none, or whose calls all end by themselves. */
function offeredInVain({ facts, serviceOf }: RuleContext): (call: RemoteCallFact, service: string) => boolean {
  // A builder that somebody is handed is used there, beside where it is made or not.
  const handed = facts.of('remote-call').filter(({ isHanded }) => isHanded)
  const uses = [...facts.of('client-use'), ...handed].filter(({ at }) => !isTestFile(at.file))
  return (call, service) => {
    const { offers } = call
    const isAround = (file: string): boolean => [undefined, service].includes(serviceOf(file)?.name)
    return (
      offers !== undefined &&
      uses.every((use) => use === call || use.client !== offers || use.hasDeadline || !isAround(use.at.file))
    )
  }
}

/** The builder of a client that it is handed somebody here has made, which is told there, or may well have an end. */
function madeHere({ facts, serviceOf }: RuleContext): (call: RemoteCallFact, service: string) => boolean {
  const isOf = (file: string, service: string): boolean => [undefined, service].includes(serviceOf(file)?.name)
  const made = facts
    .of('remote-call')
    .filter(({ offers, isHanded, at }) => offers !== undefined && !isHanded && !isTestFile(at.file))
  const ended = facts.of('client-use').filter(({ hasDeadline, at }) => hasDeadline && !isTestFile(at.file))
  return ({ client, isHanded }, service) =>
    isHanded === true &&
    (made.some(({ offers, at }) => offers === client && isOf(at.file, service)) ||
      ended.some((use) => use.client === client && isOf(use.at.file, service)))
}

/** A client of what the service itself implements is for people to try it with. */
function ofItself({ facts, serviceOf }: RuleContext): (call: RemoteCallFact) => boolean {
  const served = new Set(
    facts
      .of('stub')
      .flatMap(({ role, at, service }) => (role === 'serves' ? [`${serviceOf(at.file)?.name} ${service}`] : [])),
  )
  return ({ at, contract }) => contract !== undefined && served.has(`${serviceOf(at.file)?.name} ${contract}`)
}

/** The services of gRPC that something here implements or a contract here tells of. */
const grpcServices = ({ facts }: RuleContext): ReadonlySet<string> =>
  new Set([
    ...facts.of('stub').flatMap(({ role, service }) => (role === 'serves' ? [service] : [])),
    ...facts
      .of('contract')
      .flatMap(({ style, operations }) => (style === 'grpc' ? operations.map(({ name }) => name) : [])),
  ])

/** The calls of one file are mended in one go. */
function report(services: readonly string[], { at, client }: RemoteCallFact, isShared: boolean): Report {
  const isOne = services.length === 1
  const where = isOne ? ', in code outside of its folder' : ', in code that they share'
  return {
    message: `${listed(services)} ${isOne ? 'calls' : 'call'} with ${client} and no deadline${isShared ? where : ''}.`,
    at,
    services,
    alike: { what: 'call', beside: `${client} without a deadline` },
  }
}
