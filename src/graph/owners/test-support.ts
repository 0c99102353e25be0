import { posix } from 'node:path'
import { type FactIndex, indexFacts } from '../../facts/fact-index.ts'
import { foldersAbove } from '../folders-above.ts'
import { reachedFolders } from '../imports/go-packages.ts'
import { importResolver } from '../imports/index.ts'
import type { ImportResolver } from '../imports/resolver.ts'
import { isTestFile } from '../test-file.ts'

/** What starts containers for tests: who takes it in makes them, whatever its folder is called. */
const containers =
  /^(?:org\.testcontainers\.|@?testcontainers(?:$|[./])|(?:DotNet\.)?Testcontainers(?:$|\.)|github\.com\/testcontainers\/)/

/**
 * Leaves out what only tests are built with says of addresses and calls, though its files are called like any other: what files
 * state that start containers for tests, and packages of Go that no program of their module is built with but a test, what
 * people type, or what takes in `testing` itself.
 */
export function withoutTestSupport(facts: FactIndex, files: readonly string[]): FactIndex {
  const makers = new Set(
    facts.of('import').flatMap(({ specifier, at }) => (containers.test(specifier) ? [at.file] : [])),
  )
  const rest =
    makers.size === 0
      ? facts
      : indexFacts(
          facts.all.filter(({ kind, at }) => kind === 'generated' || kind === 'import' || !makers.has(at.file)),
        )
  return withoutSupportInGo(rest, files)
}

function withoutSupportInGo(facts: FactIndex, files: readonly string[]): FactIndex {
  if (!facts.of('program').some(({ language }) => language === 'go')) return facts
  const support = supportFolders(facts, importResolver(files, facts))
  if (support.size === 0) return facts
  // Who has written a file is true of it whoever is built with it.
  return indexFacts(
    facts.all.filter(
      ({ kind, at: { file } }) => kind === 'generated' || !file.endsWith('.go') || !support.has(posix.dirname(file)),
    ),
  )
}

/** Programs that people type: `cmd/shopctl`, `shop-cli`. */
const command = /(?:^|\/)(?:cli|[\w-]*ctl|[\w-]+[-_]cli|kubectl-[\w-]+)(?:\/|$)/

/** Whether an image or a workload starts what a folder is called: `ENTRYPOINT ["/shopctl", "serve"]`. */
function startedNames(facts: FactIndex): (folder: string) => boolean {
  const commands = [
    ...facts.of('image-start').map((fact) => fact.command),
    ...facts.of('workload').flatMap(({ containers }) => containers.map((each) => each.command ?? '')),
  ]
  const words = new Set(commands.flatMap((text) => text.split(/[^\w.-]+/)))
  return (folder) => folder.split('/').some((step) => command.test(step) && words.has(step))
}

function supportFolders(facts: FactIndex, resolve: ImportResolver): ReadonlySet<string> {
  const next = reachedFolders(facts, resolve)
  const used = new Set<string>()
  const typed = new Set<string>()
  const isStarted = startedNames(facts)
  for (const { language, at } of facts.of('program')) {
    const folder = posix.dirname(at.file)
    const isTyped = command.test(folder) && !isStarted(folder)
    if (language === 'go' && !isTestFile(at.file)) (isTyped ? typed : used).add(folder)
  }
  const tested = new Set<string>()
  for (const fact of facts.of('import')) {
    if (fact.language !== 'go') continue
    if (!isTestFile(fact.at.file)) {
      if (fact.specifier === 'testing') tested.add(posix.dirname(fact.at.file))
      continue
    }
    const target = resolve(fact)
    if (target.kind === 'file' && target.file.endsWith('.go')) tested.add(posix.dirname(target.file))
  }
  for (const all of [used, typed, tested]) {
    // A set tells of what is added while it is walked.
    for (const folder of all) for (const reached of next.get(folder) ?? []) all.add(reached)
  }
  // A module without a program of its own is somebody's library, here or elsewhere.
  const modules = new Set(
    facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : [])),
  )
  const moduleOf = (folder: string): string | undefined =>
    ['.', ...foldersAbove(`${folder}/.`)].findLast((each) => modules.has(each))
  const built = new Set([...used].map(moduleOf))
  const isOnlyFor = (folder: string): boolean => !used.has(folder) && built.has(moduleOf(folder))
  // Where nothing else answers, it is the one that does: `shopctl serve`.
  const answers = facts.of('listen').some(({ at: { file } }) => used.has(posix.dirname(file)) && !isTestFile(file))
  return new Set([
    ...[...tested].filter((folder) => isOnlyFor(folder) && !typed.has(folder)),
    // Where such a command itself lies, others know that it is one.
    ...[...typed].filter((folder) => answers && isOnlyFor(folder) && !command.test(folder)),
  ])
}
