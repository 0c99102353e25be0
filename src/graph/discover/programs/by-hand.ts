import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { sourceLanguage } from '../../../facts/source-language.ts'
import { foldersAbove } from '../../folders-above.ts'
import type { Service } from '../../graph.ts'
import { isDemonstration } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'

/** Programs that people run by hand, whatever they open. */
const byHand =
  /(?:^|\/)(?:cli|client|[\w-]*ctl|tools?|[\w-]+(?:cli|tool)|[\w-]*-client|gen(?:erat(?:e|or))?|migrat\w+|seed\w*|bench\w*|mock\w*|fake\w*|stub\w*|health-?check(?:er)?|probe|debug(?:-[\w-]+)?|kubectl-[\w-]+|sdks?|examples?|demos?|playground|contrib|hack|scripts?|testers?)(?:\/|$)/i

/** Code that readers of documents are shown, or given to take with them. */
const inDocuments = /^(?:docs?|documentation)(?:\/|$)/i

/** What shows how a service is used, and scripts to work on it with, at the top of its folder. */
const beside = /^(?:examples?|samples?|scripts|scratch(?:pad)?|benchmarks?)(?:\/|$)/

/** Scripts of who works on a system, as repositories around Kubernetes keep them. */
const inHack = /(?:^|\/)hack\//

/** A script beside a service that shows how it is asked. */
const exampleFile = /(?:^|\/)(?:api_?|usage_?)?examples?\.(?:py|rb|php|[cm]?[jt]s)$/i

/** Whether a program in a folder is one that people run by hand, by what the folder is called. */
export const isByHand = (folder: string): boolean => byHand.test(folder)

/**
 * Finds the files of Go in which a program begins that people run by hand beside a service, crates of Rust of that kind, and code in its documents, examples and scripts:
 * what it names, the service does not. Where the service itself lies tells nothing: one of a repository of examples is a service there.
 */
export function programsByHand(facts: FactIndex): (file: string, service: Pick<Service, 'path'>) => boolean {
  const files = new Set(facts.of('program').flatMap(({ at, language }) => (language === 'go' ? [at.file] : [])))
  const crates = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'cargo' ? [posix.dirname(at.file)] : [])),
  )
  const begun = [...files].flatMap((file) => (isDemonstration(file) || isTestFile(file) ? [] : [posix.dirname(file)]))
  // `cli/cmd/main.go`, `cli/Cargo.toml`: all of `cli` is that command's.
  const isOfCommand = (folder: string, path: string): boolean =>
    foldersAbove(folder).some((above) => {
      const outer = posix.join(path, above)
      const isBegun = begun.some((each) => each === outer || each.startsWith(`${outer}/`)) || crates.has(outer)
      return isByHand(posix.basename(above)) && isBegun
    })
  const known = new Map<string, boolean>()
  return (file, { path }) => {
    const folder = posix.relative(path, posix.dirname(file))
    if (exampleFile.test(file) || inHack.test(`${folder}/`)) return true
    const isAside = inDocuments.test(folder) || beside.test(folder)
    if ((files.has(file) && isByHand(folder)) || (isAside && sourceLanguage(file) !== undefined)) return true
    const key = `${path}\0${folder}`
    if (!known.has(key)) known.set(key, /\.(?:go|rs)$/.test(file) && isOfCommand(`${folder}/.`, path))
    return known.get(key) === true
  }
}
