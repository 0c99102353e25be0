import { posix } from 'node:path'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { holdsAllOthers } from '../../../../graph/telling-names.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** Manifests of modules of Java and Kotlin, whose code is known by what it imports. */
const ofJvm = /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/

/** Files with code, in a program that starts others and has nothing to say itself. */
const mostOfStarter = 2
/** What says which packages a program is built with. */
const manifest =
  /(?:^|\/)(?:package\.json|Cargo\.toml|pyproject\.toml|pom\.xml|build\.gradle(?:\.kts)?|[\w.-]+\.[cf]sproj)$/
/** Services of which a program takes the packages, and begins them itself in no more files than two for each. */
const fewestWhole = 3
/** Packages of the repository, of which whatever holds no code to speak of is put together. */
const fewestParts = 4

/**
 * Programs that only put others together, for who wants to run all in one: what they take of two services or more is what
 * the program of each begins with as well, and they take it where they begin themselves; or their manifests take them whole,
 * and they hold next to no code. No service is changed by them.
 */
export function allInOne({ graph, facts, serviceOf }: Pick<RuleContext, 'graph' | 'facts' | 'serviceOf'>): Set<string> {
  const programs = new Set(facts.of('program').map(({ at }) => at.file))
  const begun = new Map<string, Set<string>>()
  const written = new Map<string, Set<string>>()
  for (const { at, specifier } of facts.of('import')) {
    const owner = isTestFile(at.file) || sourceLanguage(at.file) === undefined ? undefined : serviceOf(at.file)
    if (owner === undefined) continue
    const service = owner.name
    // Libraries that it alone is built with are no code of what only packs them.
    if (at.file.startsWith(`${owner.path}/`)) written.set(service, (written.get(service) ?? new Set()).add(at.file))
    if (programs.has(at.file)) begun.set(service, (begun.get(service) ?? new Set()).add(`imports ${specifier}`))
  }
  const packages = facts.of('package').filter(({ at }) => ofJvm.test(at.file))
  const names = new Set(packages.flatMap(({ name }) => name ?? []))
  const pathOf = new Map(graph.services.map(({ name, path }) => [name, path]))
  // Of the JVM, whose build tools have a module for what is put together.
  const parts = (service: string): number =>
    packages
      .filter(({ at }) => posix.dirname(at.file) === pathOf.get(service))
      .flatMap(({ dependencies }) => dependencies.filter(({ name }) => names.has(name))).length
  const code = graph.edges.filter(({ kind }) => kind === 'code')
  const begins = (service: string): boolean => {
    const own = code.filter(({ from }) => from === service)
    const isBuilt = own.length > 0 && own.every(({ evidence }) => evidence.every(({ file }) => ofJvm.test(file)))
    const size = written.get(service)?.size ?? 0
    // Its name says what it is for.
    if (own.length > 1 && holdsAllOthers({ name: service })) return true
    const whole = own.filter(({ evidence }) => evidence.some(({ file }) => manifest.test(file)))
    if (whole.length >= fewestWhole && size <= whole.length * 2 && !code.some(({ to }) => to === service)) return true
    if (own.length > 0 && size <= mostOfStarter && parts(service) >= fewestParts) return true
    // What holds no code only packs what others wrote: an image, an archive.
    if (isBuilt && (size === 0 || (own.length > 1 && size <= mostOfStarter))) return true
    return (
      own.length > 1 &&
      own.every(({ to, evidence }) =>
        evidence.every(
          ({ file, detail }) => isTestFile(file) || (programs.has(file) && begun.get(to)?.has(detail ?? '')),
        ),
      )
    )
  }
  return new Set(graph.services.flatMap(({ name }) => (begins(name) ? [name] : [])))
}

/**
 * Whether the program of a service begins with all that another service's begins with, as a command of its own: `shop web` starts
 * what `cart` starts. The other is then a part of the one, which somebody may start by itself as well.
 */
export function startedWithin({
  graph,
  facts,
  serviceOf,
}: Pick<RuleContext, 'graph' | 'facts' | 'serviceOf'>): (whole: string, part: string) => boolean {
  const modules = facts.of('package').flatMap(({ ecosystem, name }) => (ecosystem === 'go' && name ? [name] : []))
  const isOurs = (specifier: string): boolean => modules.some((name) => specifier.startsWith(`${name}/`))
  const files = new Set(facts.of('program').flatMap(({ at, language }) => (language === 'go' ? [at.file] : [])))
  const folders = new Set([...files].map((file) => posix.dirname(file)))
  const begun = new Map<string, Set<string>>()
  const beside = new Map<string, Set<string>>()
  const add = (known: Map<string, Set<string>>, file: string, specifier: string): void => {
    const service = serviceOf(file)?.name
    if (service !== undefined) known.set(service, (known.get(service) ?? new Set()).add(specifier))
  }
  for (const { at, specifier, language } of facts.of('import')) {
    if (language !== 'go' || isTestFile(at.file) || !isOurs(specifier)) continue
    if (files.has(at.file)) add(begun, at.file, specifier)
    if (folders.has(posix.dirname(at.file))) add(beside, at.file, specifier)
  }
  // What they share anyway, as what reads settings, shows nothing.
  const pathOf = new Map(graph.services.map(({ name, path }) => [name, path]))
  const isPartsOwn = (specifier: string, part: string): boolean => specifier.includes(`/${pathOf.get(part)}/`)
  return (whole, part) => {
    const starts = [...(begun.get(part) ?? [])]
    return (
      starts.some((specifier) => isPartsOwn(specifier, part)) &&
      starts.every((specifier) => beside.get(whole)?.has(specifier) === true)
    )
  }
}
