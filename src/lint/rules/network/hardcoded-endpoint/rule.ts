import type { At } from '../../../../facts/fact.ts'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { programsByHand } from '../../../../graph/discover/programs/by-hand.ts'
import type { Edge, Evidence } from '../../../../graph/graph.ts'
import { isLocal } from '../../../../graph/hosts/index.ts'
import { absentSettings } from '../../../../graph/settings/absent.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'

const ip = /^(?:\d{1,3}\.){3}\d{1,3}$/
/** Addresses that mean the same everywhere: this machine, link-local metadata, public resolvers, documentation. */
const everywhere =
  /^(?:0\.|127\.|169\.254\.|100\.100\.100\.200$|255\.|8\.8\.|1\.1\.1\.1|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/

/** Settings that Angular builds in, a file for each environment, and what serves a page while it is developed: this machine is the developer's own. */
const settingsOfPages =
  /(?:^|\/)(?:environments\/environment(?:\.[\w-]+)?\.ts|(?:vite|vue|webpack|rsbuild|rspack|craco|nuxt)\.[\w.-]*[cm]?[jt]s|setupProxy\.[jt]s|(?:config\/)?proxy\.(?:conf\.)?[jt]s)$/

/** `lb://orders`, `grayLb://orders`: whoever is found under that name. */
const balanced = /^(?:[a-z]*lb|stork|discovery|consul|eureka|nacos):/i

export const hardcodedEndpoint: Rule = {
  id: 'hardcoded-endpoint',
  group: 'network',
  severity: 'warning',
  summary: 'Code names the address of another service, and nothing outside of it changes that.',
  why: 'The other service cannot move, be replaced in a test or be run twice without a new build of this one.',
  help: 'Read the address from a setting, and give its value in compose and in the manifests.',
  *check(context) {
    const services = new Set(context.graph.services.map(({ name }) => name))
    const toServices = context.graph.edges.filter(({ to }) => services.has(to))
    const named = [...literals(toServices, context)]
    yield* named
    yield* onlyDefaults(toServices, context)
    // Whose machine it is says more than that it has a number.
    const told = new Set(named.map(({ at }) => placeOf(at)))
    for (const report of numbers(context)) if (!told.has(placeOf(report.at))) yield report
  },
}

/** Literals that are called, on this machine too; a name without a port that discovery resolves may stand for any address. */
function* literals(edges: readonly Edge[], context: RuleContext): Iterable<Report> {
  const { facts } = context
  const names = facts.of('network-name').filter(({ source }) => source === 'discovery')
  const discovered = new Set(names.map(({ name }) => name.toLowerCase()))
  const configured = configuredNames(context)
  for (const edge of edges) {
    for (const proof of edge.evidence) {
      const { kind, address } = proof
      if (kind !== 'address' || address === undefined || !isCode(proof.file)) continue
      // `users:50051` is an address; of this machine it may as well be what this service itself opens.
      if (address.scheme === undefined && (address.port === undefined || isLocal(address.host))) continue
      if (isLocal(address.host) && (settingsOfPages.test(proof.file) || isReplaceable(proof, context))) continue
      const isLogical =
        balanced.test(address.shown) ||
        discovered.has(address.host.toLowerCase()) ||
        configured.has(`${edge.from} ${address.host.toLowerCase()}`)
      // `https+http://basket` is for discovery alone: nothing else can call it.
      if (address.port === undefined && (isLogical || address.scheme?.includes('+http'))) continue
      yield report(edge, proof, `${edge.from} names the address of ${edge.to} in its code: ${address.shown}.`)
    }
  }
}

/** What constants are called that hold what is taken on a developer's machine where nothing else is told. */
const defaultName = /^(?:default|fallback|local(?!e))|(?:default|fallback|local)$/i

/** Whether an address stands in a constant that says so (`DefaultCartURL`, `LOCAL_CART_URL`), or where something else may stand for it. */
const isReplaceable = (proof: Evidence, { facts }: RuleContext): boolean =>
  facts
    .in(proof.file)
    .some(
      (fact) =>
        fact.kind === 'address' &&
        placeOf(fact.at) === placeOf(proof) &&
        (fact.mayChange === true || defaultName.test(fact.constant ?? '')),
    )

const placeOf = ({ file, line, column }: At): string => `${file}\0${line}:${column}`

/** Names that settings of a service give an address to, as .NET's discovery reads them: `services__basket__http__0`. */
function configuredNames({ facts, subjectOf }: RuleContext): ReadonlySet<string> {
  const names = facts.of('env-set').flatMap((fact) => {
    const host = /^services__(.+?)__[a-z]+__\d+$/i.exec(fact.name)?.[1]
    const service = host === undefined ? undefined : subjectOf(fact)
    return service && host ? [`${service.name} ${host.toLowerCase()}`] : []
  })
  return new Set(names)
}

/** A default that no manifest, compose file or other configuration ever replaces is the address. */
function* onlyDefaults(edges: readonly Edge[], context: RuleContext): Iterable<Report> {
  const isGiven = givenVariables(context)
  const isGivenPrefixed = prefixedVariables(context)
  const isOpen = givenMore(context)
  for (const edge of edges) {
    const isDefault = ({ kind, file }: Evidence): boolean => kind === 'env-default' && isCode(file)
    const proof = edge.evidence.find((each) => isDefault(each) && each.address && !isLocal(each.address.host))
    // A literal beside it sets the variable no more than the catalog does.
    const isSet = !edge.evidence.every((each) => isDefault(each) || each.kind === 'catalog' || each.kind === 'address')
    if (proof === undefined || isSet || isOpen.has(edge.from)) continue
    if (isGiven(proof) || isGivenPrefixed(edge.from, proof)) continue
    const text = `${edge.from} finds ${edge.to} by a default in its code alone: ${proof.detail}; nothing sets that variable.`
    yield report(edge, proof, text)
  }
}

/**
 * Whether the variable that code reads at a place is set anywhere, though it be for a workload of which nothing tells whose
 * it is; or by a cluster, which tells each pod of the Services beside it: `PRODUCTS_SERVICE_HOST`.
 */
function givenVariables({ facts }: RuleContext): (place: Evidence) => boolean {
  const given = new Set(facts.of('env-set').map(({ name }) => name))
  for (const { source, name, overlaid = [] } of facts.of('network-name')) {
    const names = source === 'kubernetes' ? [name, ...overlaid.map((each) => each.name)] : []
    for (const each of names) given.add(`${each.toUpperCase().replace(/-/g, '_')}_SERVICE_HOST`)
  }
  return ({ file, line, setting }) =>
    (setting !== undefined && given.has(setting)) ||
    facts.in(file).some((fact) => fact.kind === 'env-read' && fact.at.line === line && given.has(fact.name))
}

/** Services that are given variables which nobody outside of the machines that run them can see. */
function givenMore({ facts, subjectOf }: RuleContext): ReadonlySet<string> {
  const absentOf = absentSettings(facts)
  return new Set(
    facts
      .of('workload')
      .flatMap((workload) => (absentOf(workload).length > 0 ? (subjectOf(workload)?.name ?? []) : [])),
  )
}

/** Whether a service is given a setting that has a name of its own in code under the name of the service: `ORDERS_CARTS_URL`. */
function prefixedVariables({ facts, subjectOf }: RuleContext): (service: string, place: Evidence) => boolean {
  const given = new Map<string, string[]>()
  for (const fact of facts.of('env-set')) {
    const service = subjectOf(fact)?.name
    if (service) given.set(service, [...(given.get(service) ?? []), `_${fact.name.toUpperCase()}`])
  }
  return (service, { file, line }) =>
    facts.in(file).some((fact) => {
      const setting = fact.kind === 'address' && fact.at.line === line ? fact.setting : undefined
      const end = setting && `_${setting.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
      return end !== undefined && given.get(service)?.some((name) => name.endsWith(end)) === true
    })
}

/** Scripts of a package, by which somebody builds it or tries it out. */
const byHand = /(?:^|\/)scripts\/[^/]+\.(?:[cm]?[jt]s|py|rb)$/

/** Numbers of machines. */
function* numbers({ facts, serviceOf }: RuleContext): Iterable<Report> {
  const isTool = programsByHand(facts)
  const isTable = tablesOfPlaces(facts)
  for (const { at, address, use } of facts.of('address')) {
    const service = use === 'literal' && isCode(at.file) ? serviceOf(at.file) : undefined
    if (service === undefined || isTool(at.file, service) || byHand.test(at.file)) continue
    if (!ip.test(address.host) || everywhere.test(address.host) || isTable(at.file)) continue
    if (nobodys.has(address.port ?? -1)) continue
    yield { message: `${service.name} names a machine by its number: ${address.shown}.`, at, services: [service.name] }
  }
}

/** Ports of which nothing answers anywhere: what is sent to one is to go nowhere, as a proxy for what may not leave. */
const nobodys: ReadonlySet<number> = new Set([0, 1, 9])

/** Of so many places one file names, that they are rows of a table, whom nobody calls: pages of known crawlers. */
const fewestRows = 20

/** Whether a file is a table of places in the world. */
function tablesOfPlaces(facts: RuleContext['facts']): (file: string) => boolean {
  const known = new Map<string, boolean>()
  return (file) => {
    const before = known.get(file)
    if (before !== undefined) return before
    const told = facts.in(file).flatMap((fact) => (fact.kind === 'address' ? [fact.address.host] : []))
    const answer = new Set(told).size >= fewestRows
    known.set(file, answer)
    return answer
  }
}

const isCode = (file: string): boolean => sourceLanguage(file) !== undefined && !isTestFile(file)

function report({ from, to }: Edge, { file, line, column }: Evidence, message: string): Report {
  return { message, at: { file, line, column }, services: [from, to] }
}
