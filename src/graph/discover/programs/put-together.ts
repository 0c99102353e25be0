import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { jvmModules } from '../../imports/jvm-modules.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { isTestFile } from '../../test-file.ts'
import { isOfJvm, moduleFolder } from './module-offers.ts'

/** A program that is built with so many others is put together of them; one may be taken for its types. */
const severalParts = 2

/**
 * Finds the modules of the JVM in which a program begins, and that another one is put together of: a part of that one, which
 * whoever writes it may start by itself. One with a name of its own in a registry is a service, whoever takes its classes.
 */
export function partsOfPrograms(facts: FactIndex, resolve: ImportResolver): (folder: string) => boolean {
  let parts: ReadonlySet<string> | undefined
  const read = (): ReadonlySet<string> => {
    const begun = facts.of('program').filter((each) => isOfJvm(each) && !isTestFile(each.at.file))
    const folders = new Set(begun.map(({ at }) => moduleFolder(at.file)))
    const called = facts.of('network-name').filter(({ source, at }) => source === 'discovery' && !isTestFile(at.file))
    const named = new Set(called.map(({ at }) => moduleFolder(at.file)))
    const modules = jvmModules(facts, resolve)
    const takenBy = (folder: string): readonly string[] => [
      ...(modules.manifests.get(folder) ?? []).flatMap(({ dependencies }) =>
        dependencies.flatMap(({ name, dev }) => (dev ? [] : (modules.named.get(name) ?? []))),
      ),
      ...(modules.links.get(folder) ?? []),
    ]
    const taken = [...folders].flatMap((folder) => {
      const programs = new Set(takenBy(folder).filter((each) => each !== folder && folders.has(each)))
      return programs.size < severalParts ? [] : [...programs]
    })
    return new Set(taken.filter((folder) => !named.has(folder)))
  }
  return (folder) => {
    parts ??= read()
    return parts.has(posix.normalize(folder))
  }
}
