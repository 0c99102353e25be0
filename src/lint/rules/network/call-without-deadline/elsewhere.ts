import { posix } from 'node:path'
import { sourceLanguage } from '../../../../facts/source-language.ts'
import { programsByHand } from '../../../../graph/discover/programs/by-hand.ts'
import { placeOf, type Service } from '../../../../graph/graph.ts'
import { browserScripts } from '../../../../graph/in-browsers.ts'
import type { RuleContext } from '../../../rule.ts'
import { appFiles } from '../../app-files.ts'
import { commandsOfGo } from '../../commands-of-go.ts'
import { imageOwners } from '../../docker/service-image.ts'
import { browserHelpers } from './browser-helpers.ts'

/** Scripts and their settings that somebody runs by hand, or that only building runs, and what is shown to people or handed to them to begin with. */
const tooling =
  /(?:^|\/)(?:(?:migrations?|maintenance|build|setup|install|data)[-_]scripts?|scripts?|datasets?|[\w-]*(?<!work)bench(?:es|mark(?:s|ing)?)?|examples?|samples?|experiments?|playgrounds?|demos?|_?templates?)\/|(?:^|\/)(?:prisma|db|database)\/(?:seeds?|seeders?)(?:\/|\.[a-z]+$)|(?:^|\/)(?:[\w.-]+\.config|Gruntfile|gulpfile|setupProxy)\.[cm]?[jt]s$/
/** Scripts of the same kind by their names, as long as no other code takes them in: `build-pages.js`, and not `build-client.js`. */
const scriptOfBuild =
  /(?:^|\/)((?:build|sync|update|generate|gen|download|pre-?build|post-?(?:build|install))-[\w-]+)\.[cm]?[jt]s$/

/** Whether a file runs elsewhere than in the service that it lies in: by hand, in a build, or at its user's, as an app or in a browser. */
export function runsElsewhere(context: RuleContext): (file: string) => boolean {
  const { serviceOf } = context
  const isTool = programsByHand(context.facts)
  const isApp = appFiles(context.facts)
  const isOfBuild = scriptsOfBuilds(context)
  const isByHand = scriptsByHand(context)
  // A service may be a sample itself, and packages of Java may have any name: `org/springframework/samples`.
  const isTooling = (file: string): boolean =>
    tooling.test(ofSample(serviceOf(file), file).replace(/\/(?:java|kotlin)\/.*(?=\/)/, ''))
  const isInBrowsers = browserScripts(context.facts)
  const isBeside = (file: string): boolean => {
    const service = serviceOf(file)
    return service !== undefined && isTool(file, service)
  }
  const isHelper = browserHelpers(context)
  const isCommand = commandsOfGo(context)
  const isInstalled = installedCommands(context)
  const isForTests = helpersOfTests(context)
  const isOfPage = (file: string): boolean =>
    /script$/.test(sourceLanguage(file) ?? '') && serviceOf(file)?.inBrowsers === true
  return (file) =>
    isCommand(file) ||
    isInstalled(file) ||
    isForTests(file) ||
    isOfPage(file) ||
    isTooling(file) ||
    isOfBuild(file) ||
    isBeside(file) ||
    isApp(file) ||
    isByHand(file) ||
    isInBrowsers(file) ||
    isHelper(file)
}

function scriptsOfBuilds({ facts }: RuleContext): (file: string) => boolean {
  let taken: ReadonlySet<string> | undefined
  return (file) => {
    const name = scriptOfBuild.exec(file)?.[1]
    if (name === undefined) return false
    taken ??= new Set(facts.of('import').map(({ specifier }) => posix.basename(specifier).replace(/\.[cm]?[jt]s$/, '')))
    return !taken.has(name)
  }
}

/** A file of a service that is a sample itself without the folders that say so: nothing else is run there. */
function ofSample(service: Service | undefined, file: string): string {
  const folder = service === undefined ? '.' : placeOf(service.path)
  if (folder === '.' || !file.startsWith(`${folder}/`)) return file
  return folder.replace(/(?:^|\/)(?:examples?|samples?|demos?|_?templates?)(?=\/|$)/g, '') + file.slice(folder.length)
}

/** Files of Go that are handed a test, in a package that a program is built with as well: `func NewClient(t testing.TB)`. */
function helpersOfTests({ facts }: RuleContext): (file: string) => boolean {
  const files = new Set(
    facts
      .of('import')
      .flatMap(({ at, language, specifier }) => (language === 'go' && specifier === 'testing' ? [at.file] : [])),
  )
  return (file) => files.has(file)
}

/** Files of a package that people install as a command, where it is not what a service is itself. */
function installedCommands({ facts, graph }: RuleContext): (file: string) => boolean {
  const own = new Set(graph.services.map(({ path }) => path))
  const folders = facts.of('package').flatMap(({ isCommand, at }) => {
    const folder = posix.dirname(at.file)
    return isCommand && folder !== '.' && !own.has(folder) ? [`${folder}/`] : []
  })
  return (file) => folders.some((folder) => file.startsWith(folder))
}

/** Scripts of Python that their image does not start, and that nobody imports, where it does start one of the same folder. */
function scriptsByHand(context: RuleContext): (file: string) => boolean {
  const { facts, serviceOf, has } = context
  const ownerOf = imageOwners(context)
  const started = new Map<string, string[]>()
  for (const { at, command } of facts.of('image-start')) {
    const service = ownerOf(at.file)?.name
    const scripts = [...command.matchAll(/[\w-]+\.py\b/g)].map(([script]) => script)
    if (service !== undefined) started.set(service, [...(started.get(service) ?? []), ...scripts])
  }
  let imported: ReadonlySet<string> | undefined
  const isImported = (module: string): boolean => {
    imported ??= new Set(facts.of('import').flatMap(({ specifier }) => specifier.split('.')))
    return imported.has(module)
  }
  return (file) => {
    if (!file.endsWith('.py')) return false
    const scripts = started.get(serviceOf(file)?.name ?? '') ?? []
    const isBeside = scripts.some((script) => has(posix.join(posix.dirname(file), script)))
    const name = posix.basename(file)
    return isBeside && !scripts.includes(name) && !isImported(name.slice(0, -'.py'.length))
  }
}
