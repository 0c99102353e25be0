import { sourceLanguage } from '../../../../facts/source-language.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** Manifests of modules of Java and Kotlin, whose code is known by what it imports. */
const ofJvm = /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/

/** Programs that hold all others. */
const inOne = /^(?:[\w.]+-)*(?:combined|all-?in-?one|aio|standalone|monolith)$/i

/** Files with code, in a program that starts others and has nothing to say itself. */
const mostOfStarter = 2

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
  const code = graph.edges.filter(({ kind }) => kind === 'code')
  const begins = (service: string): boolean => {
    const own = code.filter(({ from }) => from === service)
    const isBuilt = own.length > 0 && own.every(({ evidence }) => evidence.every(({ file }) => ofJvm.test(file)))
    const size = written.get(service)?.size ?? 0
    // Its name says what it is for.
    if (own.length > 1 && inOne.test(service)) return true
    // What holds no code only packs what others wrote: an image, an archive.
    if (isBuilt && (size === 0 || (own.length > 1 && size <= mostOfStarter))) return true
    return (
      own.length > 1 &&
      own.every(({ to, evidence }) =>
        evidence.every(({ file, detail }) => programs.has(file) && begun.get(to)?.has(detail ?? '')),
      )
    )
  }
  return new Set(graph.services.flatMap(({ name }) => (begins(name) ? [name] : [])))
}
