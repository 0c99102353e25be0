import { ofOneProgram } from '../../../../graph/owners/one-program.ts'
import { oneRelease } from '../../../../graph/owners/one-release.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { Rule } from '../../../rule.ts'
import { allInOne, startedWithin } from './all-in-one.ts'
import { answersItself } from './answering.ts'
import { takenByAssemblies } from './assemblies.ts'
import { librariesInside } from './libraries-inside.ts'
import { keptForOthers, publishedModules, releasedPackages } from './published.ts'

export const crossServiceImport: Rule = {
  id: 'cross-service-import',
  group: 'code',
  severity: 'error',
  summary: 'Code of one service imports code of another.',
  why: 'The two must now be built, tested and released together: a change inside one breaks the other.',
  help: 'Call the other service through its API, or move what both need into a library that is no service.',
  options: { tests: { default: 'error', oneOf: ['error', 'warning', 'off'] } },
  *check(context) {
    const { graph, options } = context
    const tests = options.text('tests')
    // Whatever no other service holds falls to one at the root: shared libraries and scripts too.
    const atRoot = new Set(graph.services.filter(({ path }) => path === '.').map(({ name }) => name))
    const together = allInOne(context)
    const isPublished = publishedModules(context)
    const isReleased = releasedPackages(context)
    const isKept = keptForOthers(context)
    const isLibrary = librariesInside(context)
    // So does it to one whose folder holds the other's: what lies above a service is there for all that lie below.
    const pathOf = new Map(graph.services.map(({ name, path }) => [name, path]))
    const isAbove = (upper: string, lower: string): boolean =>
      pathOf.get(lower)?.startsWith(`${pathOf.get(upper)}/`) === true
    // What begins inside of another one's code, without a manifest or an image of its own, is a part of that one.
    const made = [...context.facts.of('package'), ...context.facts.of('base-image')].map(({ at }) => at.file)
    const isBare = (service: string): boolean => !made.some((file) => file.startsWith(`${pathOf.get(service)}/`))
    const isIn = (file: string, service: string): boolean => file.startsWith(`${pathOf.get(service)?.split('#')[0]}/`)
    const isSharedByWhole = takenByAssemblies(graph)
    const isOneProgram = ofOneProgram(graph, context.facts)
    const isWithin = startedWithin(context)
    const isOneRelease = oneRelease(graph.services, context.facts)
    const answers = answersItself(context)
    const named = new Map(graph.services.map((service) => [service.name, service]))
    for (const { from, to, kind, evidence } of graph.edges) {
      if (kind !== 'code' || atRoot.has(from) || atRoot.has(to) || together.has(from) || isAbove(to, from)) continue
      if (isOneProgram(from, to) || isWithin(from, to) || isOneRelease(from, to)) continue
      if (isAbove(from, to) && isBare(to)) continue
      const reached = named.get(to)
      if (reached !== undefined && !answers(reached)) continue
      // A manifest of Go requires a module, and says where it is: both are one dependency. Its code says what is taken of that.
      const told = new Set<string>()
      const taken = evidence.flatMap(({ file, target }) => (file.endsWith('.go') && target ? [target] : []))
      const isForCallers = taken.length > 0 && taken.every((each) => isPublished(each, to) || isKept(each, to))
      for (const { file, line, column, target, detail } of evidence) {
        if (target !== undefined && (isPublished(target, to) || isReleased(target, detail) || isKept(target, to)))
          continue
        if (target !== undefined && (isSharedByWhole(from, target) || isLibrary(target, to))) continue
        // `ui/embed.go` is how a program takes pages in that it serves.
        if (reached?.inBrowsers && target?.endsWith('.go')) continue
        if (file.endsWith('go.mod') && (isForCallers || told.has(`${file}\0${target}`))) continue
        told.add(`${file}\0${target}`)
        const isTest = isTestFile(file)
        // A library that one service alone is built with is not only its own where another takes something of it in.
        if (target !== undefined && !isIn(target, to)) continue
        if (isTest && tests === 'off') continue
        yield {
          message: `${from} imports code of ${to}: ${file} reaches into ${target ?? to}.`,
          at: { file, line, column },
          services: [from, to],
          ...(isTest && tests === 'warning' ? { severity: tests } : {}),
          ...(target ? { related: [{ file: target, line: 1, column: 1, message: `belongs to ${to}` }] } : {}),
          help: `Call ${to} through its API instead, or move what both need into a library that is no service.`,
        }
      }
    }
  },
}
