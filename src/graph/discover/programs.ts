import { posix } from 'node:path'
import type { At, ProgramFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isTestFile } from '../test-file.ts'

/** The folder in which a program begins, and the one whose program it is by custom: `geo` of `geo/cmd/server`. */
export function programFolders({ at }: ProgramFact): string[] {
  const folder = posix.dirname(at.file)
  const holder = /^(.+?)\/cmd(?:\/[^/]+)?$/.exec(folder)?.[1]
  return holder === undefined ? [folder] : [folder, holder]
}

/**
 * Modules of Go with a program that opens a port, in its own package or in another of the module. Of several programs in
 * one module nobody can tell here which of them answers.
 */
export function servingPrograms(facts: FactIndex): { readonly folder: string; readonly at: At }[] {
  const modules = facts
    .of('package')
    .flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : []))
  const holderOf = ({ file }: At): string | undefined =>
    modules
      .filter((module) => module === '.' || file.startsWith(`${module}/`))
      .sort((a, b) => b.length - a.length)
      .at(0)
  const listening = new Set(facts.of('listen').flatMap(({ at }) => (isTestFile(at.file) ? [] : [holderOf(at)])))
  const programs = facts.of('program').filter(({ at }) => !isTestFile(at.file))
  return modules.flatMap((folder) => {
    const [program, ...others] = programs.filter(({ at }) => holderOf(at) === folder)
    return program && others.length === 0 && listening.has(folder) ? [{ folder, at: program.at }] : []
  })
}
