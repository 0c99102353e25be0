import type { RemoteCallFact } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { runsElsewhere } from './elsewhere.ts'

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
    for (const fact of facts.of('remote-call')) {
      const service = serviceOf(fact.at.file)
      if (fact.hasDeadline || isTestFile(fact.at.file) || service === undefined) continue
      if (isElsewhere(fact.at.file) || isEnded(fact) || isOwn(fact) || isIdle(fact)) continue
      yield report(service.name, fact)
    }
  },
}

/** In so many other files a service gives contexts an end, that one which a function is handed may well have one. */
const manyEnding = 4

/** Whether a service, or a library of all, ends every call of that kind; what only tests set does not count. */
function endedByDefault({ facts, serviceOf }: RuleContext): (call: RemoteCallFact) => boolean {
  const deadlines = facts.of('default-deadline').filter(({ at }) => !isTestFile(at.file))
  return ({ at, protocol }) => {
    const all = protocol === undefined ? [] : deadlines.filter((each) => each.protocol === protocol)
    const service = serviceOf(at.file)
    if (protocol === 'context')
      return all.filter((each) => each.at.file !== at.file && serviceOf(each.at.file) === service).length >= manyEnding
    return all.some((each) => [undefined, service].includes(serviceOf(each.at.file)))
  }
}

/** A client that is offered to others, of whom there are none, or whose calls all end by themselves. */
function offeredInVain({ facts, serviceOf }: RuleContext): (call: RemoteCallFact) => boolean {
  const uses = facts.of('client-use').filter(({ at }) => !isTestFile(at.file))
  return ({ at, offers }) => {
    const isAround = (file: string): boolean => serviceOf(file) === undefined || serviceOf(file) === serviceOf(at.file)
    return (
      offers !== undefined &&
      uses.every(({ client, hasDeadline, ...use }) => client !== offers || hasDeadline || !isAround(use.at.file))
    )
  }
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

/** The calls of one file are mended in one go. */
const report = (service: string, { at, client }: RemoteCallFact): Report => ({
  message: `${service} calls with ${client} and no deadline.`,
  at,
  services: [service],
  alike: { what: 'call', beside: `${client} without a deadline` },
})
