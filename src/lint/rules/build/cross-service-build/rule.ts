import { posix } from 'node:path'
import type { ImageBuildFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { ofOneProgram } from '../../../../graph/owners/one-program.ts'
import { holdsAllOthers } from '../../../../graph/telling-names.ts'
import type { Report, Rule, RuleContext } from '../../../rule.ts'
import { allInOne } from '../../code/cross-service-import/all-in-one.ts'
import { buildContexts } from '../../docker/build-context.ts'
import { isForDevelopment, isForTests } from '../../docker/service-image.ts'

export const crossServiceBuild: Rule = {
  id: 'cross-service-build',
  group: 'build',
  severity: 'error',
  summary: 'The build of one service takes in files of another.',
  why: 'A change in the other service changes this one: neither can be built or released by itself.',
  help: 'Copy only the service’s own folder; what both truly need becomes a package with versions.',
  *check(context) {
    const isOneProgram = ofOneProgram(context.graph, context.facts)
    let together: ReadonlySet<string> | undefined
    const paths = new Map(context.graph.services.map(({ name, path }) => [name, path]))
    const isOfAll = (name: string): boolean => holdsAllOthers({ name, path: paths.get(name) })
    for (const judge of [copies, contexts, parents, builtBelow, modules, triggers]) {
      for (const report of judge(context)) {
        const [own = '', other = ''] = report.services
        if (isOneProgram(own, other) || isOfAll(own)) continue
        // The image of a program that starts all others has them in it.
        together ??= allInOne(context)
        if (!together.has(own)) yield report
      }
    }
  },
}

/** What a package manager reads of each package, and what it keeps beside that. */
const manifest =
  /(?:^|\/)(?:package[\w*-]*\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|go\.(?:mod|sum|\*)|Cargo\.(?:toml|lock|\*)|pyproject\.toml|(?:poetry|uv)\.lock|pom\.xml|(?:build|settings)\.gradle(?:\.kts)?\*?|composer\.(?:json|lock|\*)|mix\.(?:exs|lock)|[^/]*\.(?:cs|fs|vb|\*)proj|packages\.lock\.json)$/

function* copies({ facts, graph, serviceOf }: RuleContext): Iterable<Report> {
  const contextOf = buildContexts(facts)
  const told = new Set<string>()
  for (const { at, sources, from } of facts.of('image-copy')) {
    const service = serviceOf(at.file)
    if (from !== undefined || service === undefined || isForTests(at.file) || isForDevelopment(at.file)) continue
    for (const source of sources) {
      const path = posix.join(contextOf(at.file), source.replace(/^\//, '')).replace(/\/$/, '')
      const other = otherHolding(path, service, graph.services)
      // A package manager asks for the manifests of all that it manages together, whatever is built of them.
      if (other === undefined || manifest.test(path)) continue
      // One place of several is enough to see it.
      const key = `${at.file}\0${other.name}`
      if (told.has(key)) continue
      told.add(key)
      const message = `The image of ${service.name} takes in files of ${other.name}: ${path}.`
      yield { message, at, services: [service.name, other.name] }
    }
  }
}

/** Further folders that compose lets an image copy from. */
function* contexts({ facts, graph, subjectOf }: RuleContext): Iterable<Report> {
  for (const workload of facts.of('workload')) {
    const service = subjectOf(workload)
    for (const { at, path } of (service && workload.build?.contexts) ?? []) {
      const other = service && otherHolding(path, service, graph.services)
      if (service === undefined || other === undefined) continue
      const message = `The image of ${service.name} is built with the folder of ${other.name}: ${path}.`
      yield { message, at, services: [service.name, other.name] }
    }
  }
}

/** A parent with the settings of a build is nobody's own; one that is another service comes with its code. */
function* parents({ facts, graph, serviceOf }: RuleContext): Iterable<Report> {
  for (const { at, parent } of facts.of('package')) {
    const service = serviceOf(at.file)
    const other = service && parent && otherHolding(parent.folder, service, graph.services)
    if (service === undefined || other === undefined || parent === undefined) continue
    const message = `The build of ${service.name} takes over that of ${other.name}: its parent is ${parent.folder}.`
    yield { message, at: parent.at, services: [service.name, other.name] }
  }
}

/** A build above others that sets them up, though it be that of a service itself. */
function* builtBelow({ facts, serviceOf }: RuleContext): Iterable<Report> {
  const packages = facts.of('package')
  for (const { at: above, ecosystem, setsUpBelow } of packages) {
    const folder = posix.dirname(above.file)
    const parent = setsUpBelow && folder !== '.' ? serviceOf(above.file) : undefined
    if (setsUpBelow === undefined || parent?.path !== folder) continue
    for (const { at, ...child } of packages) {
      const service = at.file.startsWith(`${folder}/`) && child.ecosystem === ecosystem ? serviceOf(at.file) : undefined
      if (service === undefined || service === parent) continue
      yield {
        message: `The build of ${service.name} takes over that of ${parent.name}: its parent is ${folder}.`,
        at,
        services: [service.name, parent.name],
        related: [{ ...setsUpBelow, message: `${parent.name} sets it up here` }],
      }
    }
  }
}

/** Infrastructure of one service that is made from a module of another's. */
function* modules({ facts, graph, serviceOf }: RuleContext): Iterable<Report> {
  for (const { at, folder } of facts.of('module-source')) {
    const service = serviceOf(at.file)
    const other = service && otherHolding(folder, service, graph.services)
    if (service === undefined || other === undefined) continue
    const message = `The infrastructure of ${service.name} takes in a module of ${other.name}: ${folder}.`
    yield { message, at, services: [service.name, other.name] }
  }
}

/** A pipeline of one service that runs when another changes builds with it. One for several, or that makes the images of both,
 * says nothing. */
function* triggers({ facts, graph, serviceOf }: RuleContext): Iterable<Report> {
  const told = new Set<string>()
  for (const { at, names, folder, paths } of facts.of('path-filter')) {
    const own = serviceOf(at.file)
    const inFolder = graph.services.find(({ path }) => path === folder)
    const subject = (own?.path === '.' ? undefined : own) ?? inFolder ?? onlyNamed(names, graph.services)
    const reached = paths.flatMap(({ glob }) => holding(folderOf(glob), graph.services) ?? [])
    if (subject === undefined || !reached.includes(subject)) continue
    const built = new Set(
      facts.in(at.file).flatMap((fact) => (fact.kind === 'image-build' ? holdingAny(fact, graph.services) : [])),
    )
    for (const path of paths) {
      const other = otherHolding(folderOf(path.glob), subject, graph.services)
      if (other === undefined || built.has(other)) continue
      // A pipeline has the same list for requests and for what is merged.
      const key = [at.file, subject.name, other.name, path.glob].join('\0')
      if (told.has(key)) continue
      told.add(key)
      const message = `The pipeline of ${subject.name} runs when ${other.name} changes: ${path.glob}.`
      yield { message, at: path.at, services: [subject.name, other.name], severity: 'warning' }
    }
  }
}

/** Services in whose folders an image is built. */
const holdingAny = ({ places }: ImageBuildFact, services: readonly Service[]): Service[] =>
  places.flatMap(({ context }) => holding(context, services) ?? [])

/** What stands before the first sign that may mean anything. */
const folderOf = (glob: string): string => glob.replace(/^\.?\//, '').replace(/\/?[^/]*[*?[{].*$/, '')

/** The one service that names speak of; of `orders` and `orders-api` the longer. */
function onlyNamed(names: readonly string[], services: readonly Service[]): Service | undefined {
  const found = services.filter(({ name }) => names.some((each) => parted(each).includes(parted(name))))
  const longest = found.filter(({ name }) => !found.some((each) => each.name !== name && each.name.includes(name)))
  return longest.length === 1 ? longest[0] : undefined
}

const parted = (name: string): string => `-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-`

/** The innermost service whose folder holds a path. */
const holding = (path: string, services: readonly Service[]): Service | undefined =>
  services
    .filter((each) => each.path !== '.' && (path === each.path || path.startsWith(`${each.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)
    .at(0)

/** The other service in whose folder a path lies; what lies in one's own is one's own, though that be inside another's. */
function otherHolding(path: string, service: Service, services: readonly Service[]): Service | undefined {
  if (path === service.path || path.startsWith(`${service.path}/`)) return undefined
  return holding(
    path,
    services.filter(({ name }) => name !== service.name),
  )
}
