import type { FactIndex } from '../../facts/fact-index.ts'
import { type Framework, frameworks } from '../../products/frameworks.ts'
import type { Service } from '../graph.ts'
import { serviceOf, servicesOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import { runtimeDependencies } from './dependencies.ts'

const aspNet = 'ASP.NET Core'

/** What each service is built with, by its name: as its manifests and the imports of its code tell; the order is that of the table. */
export function frameworksOf(services: readonly Service[], facts: FactIndex): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<Framework>>()
  const known = new Map<string, Framework | undefined>()
  const add = ({ name }: Service, framework: Framework | undefined): void => {
    if (framework) found.set(name, (found.get(name) ?? new Set()).add(framework))
  }
  const told = (name: string): Framework | undefined => {
    if (!known.has(name))
      known.set(
        name,
        frameworks.find(({ named }) => named.test(name)),
      )
    return known.get(name)
  }
  const dependenciesOf = runtimeDependencies(facts)
  for (const fact of facts.of('package')) {
    const { at, ecosystem, starts } = fact
    const service = serviceOf({ services }, at.file)
    if (service === undefined || isTestFile(at.file)) continue
    const dependencies = dependenciesOf(fact)
    // Of Go and Python manifests name what others bring along, too: the imports tell.
    if (ecosystem !== 'go' && ecosystem !== 'python') for (const { name } of dependencies) add(service, told(name))
    // A project for the web takes the framework in without naming it; one for a worker names what hosts it.
    const isWeb =
      ecosystem === 'nuget' && starts && !dependencies.some(({ name }) => name === 'Microsoft.Extensions.Hosting')
    if (isWeb)
      add(
        service,
        frameworks.find(({ name }) => name === aspNet),
      )
  }
  for (const { at, specifier, typeOnly } of facts.of('import')) {
    const framework = typeOnly ? undefined : told(specifier)
    if (framework === undefined || isTestFile(at.file)) continue
    for (const service of servicesOf({ services }, at.file)) add(service, framework)
  }
  return new Map([...found].map(([service, all]) => [service, shown(all)]))
}

function shown(all: ReadonlySet<Framework>): string[] {
  const hidden = new Set([...all].flatMap(({ hides = [] }) => hides))
  const others = [...all].filter(({ onlyAlone }) => !onlyAlone)
  const left = (others.length > 0 ? others : [...all]).filter(({ name }) => !hidden.has(name))
  return frameworks.filter((framework) => left.includes(framework)).map(({ name }) => name)
}
