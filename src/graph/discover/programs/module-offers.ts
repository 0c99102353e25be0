import { posix } from 'node:path'
import { takesMessages } from '../../../facts/code/topic-roles.ts'
import type { Fact, ProgramFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { isTestFile } from '../../test-file.ts'

/** The folder of a module of the JVM, of whose sources a file is: `orders` of `orders/src/main/java/org/shop/Orders.java`. A manifest lies in the module. */
export function moduleFolder(file: string): string {
  const folder = posix.dirname(file)
  const [, module] =
    /^(.*?)(?:^|\/)src\/(?:main|\w*[mM]ain)\/(?:java|kotlin|scala)(?:\/|$)/.exec(folder) ??
    /^(.*?)(?:^|\/)src(?:\/|$)/.exec(folder) ??
    []
  return module === undefined ? folder : module || '.'
}

/** Whether a program is one of the JVM: libraries for such programs are built with the same plugin, and generators begin them with a class that starts. */
export const isOfJvm = ({ language }: Pick<ProgramFact, 'language'>): boolean =>
  /^(?:java|kotlin|scala)$/.test(language)

/** Whether something in a module answers or takes from a queue, or settings of a program lie in it; asked by its folder. */
export function offersIn(facts: FactIndex): (folder: string) => boolean {
  let offering: ReadonlySet<string> | undefined
  return (folder) => {
    offering ??= new Set(
      facts.all.flatMap((fact) => (isOffer(fact) && !isTestFile(fact.at.file) ? [moduleFolder(fact.at.file)] : [])),
    )
    return offering.has(folder)
  }
}

const settings = /\/src\/main\/resources\/(?:application|bootstrap)[\w.-]*\.(?:ya?ml|properties|conf)$/

const isOffer = (fact: Fact): boolean =>
  ((fact.kind === 'route' || fact.kind === 'stub') && fact.role === 'serves') ||
  (fact.kind === 'topic' && takesMessages(fact)) ||
  fact.kind === 'listen' ||
  settings.test(fact.at.file)
