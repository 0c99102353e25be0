import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { LibraryUsers } from '../owners/library-users.ts'
import { isTestFile } from '../test-file.ts'

/** Languages whose frameworks fill their settings from variables that no code names. */
const binding: ReadonlySet<string | undefined> = new Set(['java', 'kotlin', 'csharp'])

/** Whether a service may take a variable of which its code says nothing: a framework or a library fills its settings by their names. */
export function boundNames(facts: FactIndex, ownersOf: LibraryUsers): (service: Service, name: string) => boolean {
  const prefixes = new Map<Service, Set<string>>()
  for (const { at, prefix } of facts.of('env-binding')) {
    for (const service of isTestFile(at.file) ? [] : ownersOf(at.file))
      prefixes.set(service, (prefixes.get(service) ?? new Set()).add(prefix))
  }
  return (service, name) =>
    binding.has(service.language) ||
    [...(prefixes.get(service) ?? [])].some((prefix) => name.toUpperCase().startsWith(prefix))
}
