import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { isTestFile } from '../test-file.ts'
import { frameworkParts } from './framework-parts.ts'

/** Which services build on a file that lies with none of them. */
export type LibraryUsers = (file: string) => readonly Service[]

/**
 * Whose code imports a file of a library, or has a framework make its class; or what in that library stands before it: a class that imports it, or the
 * interface of such a class. What the file itself imports, its messages, stands behind it and says nothing.
 */
export function libraryUsers(services: readonly Service[], facts: FactIndex, resolve: ImportResolver): LibraryUsers {
  let known: ReturnType<typeof imports> | undefined
  return (file) => {
    known ??= imports(services, facts, resolve)
    const { users, importers, imported } = known
    const behind = new Set([file, ...(imported.get(file) ?? [])])
    const before = [...(importers.get(file) ?? [])].filter((each) => !behind.has(each))
    const beside = before.flatMap((each) =>
      [...(imported.get(each) ?? [])].filter((other) => isInterfaceOf(other, each)),
    )
    return [...new Set([file, ...before, ...beside].flatMap((each) => [...(users.get(each) ?? [])]))]
  }
}

/** `IQuotes` and `Quotes` are what `QuotesImpl` and `DefaultQuotes` implement. */
function isInterfaceOf(file: string, implementation: string): boolean {
  const [name, other] = [posix.parse(file).name, posix.parse(implementation).name]
  const plain = name.replace(/^I(?=[A-Z])/, '')
  return other === `${plain}Impl` || other === `${name}Impl` || other === `Default${plain}`
}

function imports(services: readonly Service[], facts: FactIndex, resolve: ImportResolver) {
  const users = new Map<string, Set<Service>>()
  const importers = new Map<string, Set<string>>()
  const imported = new Map<string, Set<string>>()
  for (const fact of facts.of('import')) {
    if (isTestFile(fact.at.file)) continue
    const target = resolve(fact)
    if (target.kind !== 'file' || serviceOf({ services }, target.file)) continue
    const owner = serviceOf({ services }, fact.at.file)
    if (owner) users.set(target.file, (users.get(target.file) ?? new Set()).add(owner))
    else {
      importers.set(target.file, (importers.get(target.file) ?? new Set()).add(fact.at.file))
      imported.set(fact.at.file, (imported.get(fact.at.file) ?? new Set()).add(target.file))
    }
  }
  const made = frameworkParts(services, facts, resolve, (file) => users.has(file))
  for (const [file, makers] of made) users.set(file, new Set([...(users.get(file) ?? []), ...makers]))
  return { users, importers, imported }
}
