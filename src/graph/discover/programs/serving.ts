import { posix } from 'node:path'
import { takesMessages } from '../../../facts/code/topic-roles.ts'
import type { At, ProgramFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { reachedFolders } from '../../imports/go-packages.ts'
import { type JvmModules, jvmModules } from '../../imports/jvm-modules.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { isDemonstration } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'
import { isByHand } from './by-hand.ts'
import { isOfJvm, moduleFolder, offersIn } from './module-offers.ts'

/** Where a service begins, and what shows it. */
export interface ServingProgram {
  readonly folder: string
  readonly at: At
}

/** Where a service keeps what it is deployed by. */
const besideCode = /(?:^|\/)(?:infra(?:structure)?|deploy(?:ment)?|cloudformation|cfn|sam|aws|iac)$/

/** The folder in which a program begins, and the one whose program it is by custom: `geo` of `geo/cmd/server`. */
export function programFolders(program: ProgramFact): string[] {
  const { at, language } = program
  if (language === 'serverless') return [posix.dirname(at.file).replace(besideCode, '') || '.']
  if (language !== 'go') return [moduleFolder(at.file)]
  const folder = posix.dirname(at.file)
  const holder = /^(.+?)\/cmd(?:\/[^/]+)?$/.exec(folder)?.[1]
  return holder === undefined ? [folder] : [folder, holder]
}

/**
 * Programs that answer: frameworks of the JVM tell so by themselves, of others what they open. `areRun`: containers run the
 * system, and functions are another way to do so.
 */
export function servingPrograms(facts: FactIndex, resolve: ImportResolver, areRun: boolean): ServingProgram[] {
  const drivers = testDrivers(facts)
  const aggregators = mavenAggregators(facts)
  const isBegun = beginning(facts)
  const others = [...facts.of('program'), ...startedBelow(facts)].filter(
    (program) =>
      isBegun(program) &&
      !programFolders(program).some((folder) => aggregators.has(folder)) &&
      program.language !== 'go' &&
      program.language !== 'rust' &&
      program.language !== 'python' &&
      !(areRun && program.language === 'serverless') &&
      !isTestFile(program.at.file) &&
      !programFolders(program).some((folder) => drivers.has(folder)),
  )
  const offers = offersIn(facts)
  const mayBeLibrary = (program: ProgramFact, folder: string): boolean =>
    program.likely === true || isCalledLibrary(folder) || (isOfJvm(program) && !offers(folder))
  const isAsked = others.some((program) => programFolders(program).some((folder) => mayBeLibrary(program, folder)))
  const libraries = isAsked ? builtUpon(jvmModules(facts, resolve)) : new Set<string>()
  const serving = others.flatMap((program) =>
    programFolders(program).flatMap((folder) =>
      mayBeLibrary(program, folder) && libraries.has(folder) ? [] : [{ folder, at: program.at }],
    ),
  )
  return [...goPrograms(facts, resolve), ...serving]
}

/**
 * Whether a program begins by itself. An application for a server of servlets does so where nothing tells of servers: an
 * image or a manifest has a name and a place for what such a server runs.
 */
export function beginning(facts: FactIndex): (program: ProgramFact) => boolean {
  const isToldElsewhere = facts.of('base-image').length > 0 || facts.of('workload').length > 0
  return ({ language }) => language !== 'servlet' || !isToldElsewhere
}

/** Projects of Gradle that the one above them makes programs of, all alike: those that others are built with are libraries. */
function startedBelow(facts: FactIndex): ProgramFact[] {
  const builds = facts.of('package').filter(({ ecosystem }) => ecosystem === 'gradle')
  const isIn = ({ file }: At, { file: above }: At): boolean =>
    posix.dirname(file) !== posix.dirname(above) &&
    (posix.dirname(above) === '.' || file.startsWith(`${posix.dirname(above)}/`))
  const starting = builds.filter(({ startsBelow }) => startsBelow !== undefined)
  return builds
    .filter(({ at }) => starting.some((above) => isIn(at, above.at)) && !builds.some((inner) => isIn(inner.at, at)))
    .map(({ at }) => ({ kind: 'program', at, language: 'java', likely: true }))
}

/** Whether a module is called a library: generators begin such a one with a program as well, which nobody starts. */
const isCalledLibrary = (folder: string): boolean =>
  /(?:^|\/)(?:libs?|library|libraries|shared|commons?)\/|(?:^|[-_./])(?:clients?|commons?|libs?|library|shared|sdk|starter|utils?|dtos?)$/i.test(
    folder,
  )

/** Folders of manifests of Maven that list modules: no code in their own sources is ever built, whoever left it there. */
const mavenAggregators = (facts: FactIndex): ReadonlySet<string> =>
  new Set(
    facts
      .of('package')
      .flatMap(({ ecosystem, members, at }) =>
        ecosystem === 'maven' && members.length > 0 ? [posix.dirname(at.file)] : [],
      ),
  )

/** What drives a browser, a phone or many users, and so is no part of what it tests. */
const testDriver =
  /(?:^|[:.@/-])(?:cypress|testcafe|nightwatch|webdriverio|selenium|webdriver|cucumber|serenity|playwright|appium|gatling|karate|testng)(?:[./-]|$)/

/** What answers requests: a module that is built with it as well is a program whose tests' scope somebody left out. */
const answersOnJvm =
  /:(?:spring-boot-starter-web(?:flux)?|quarkus-rest(?:easy)?(?:-\w+)*|micronaut-http-server(?:-\w+)?|ktor-server(?:-\w+)*|vertx-web|javalin|helidon-webserver|jersey-container-\S+)$/

/** Folders of modules that are built with what drives tests, for more than their own tests; of npm, those that start nothing. */
export const testDrivers = (facts: FactIndex): ReadonlySet<string> =>
  new Set(
    facts
      .of('package')
      .filter(({ ecosystem, dependencies, starts }) => {
        const isBuild = ecosystem === 'maven' || ecosystem === 'gradle' || (ecosystem === 'npm' && !starts)
        return (
          isBuild &&
          dependencies.some(({ name, dev }) => !dev && testDriver.test(name)) &&
          !dependencies.some(({ name, dev }) => !dev && answersOnJvm.test(name))
        )
      })
      .map(({ at }) => posix.dirname(at.file)),
  )

/** Folders of modules that others are built with. */
function builtUpon({ manifests, named, links }: JvmModules): ReadonlySet<string> {
  const dependencies = [...manifests.values()].flat().flatMap(({ dependencies }) => dependencies)
  return new Set([...dependencies.flatMap(({ name }) => named.get(name) ?? []), ...[...links.values()].flat()])
}

/**
 * Programs of Go that answer: the only one of a module that opens a port somewhere; and those that open a port, hand out what a
 * contract of gRPC offers, or take from a queue, in a package that they are built with, be it of another module.
 */
function goPrograms(facts: FactIndex, resolve: ImportResolver): ServingProgram[] {
  const said = facts.of('package').flatMap(({ ecosystem, at }) => (ecosystem === 'go' ? [posix.dirname(at.file)] : []))
  // Code that is older than `go.mod` is one.
  const modules = said.length > 0 ? said : ['.']
  const holderOf = ({ file }: At): string | undefined =>
    modules
      .filter((module) => module === '.' || file.startsWith(`${module}/`))
      .sort((a, b) => b.length - a.length)
      .at(0)
  // Whoever makes the server that it is handed to: a framework that lies elsewhere opens the port.
  const offered = facts.of('stub').filter(({ role }) => role === 'serves')
  const answers = [...facts.of('listen'), ...offered, ...facts.of('topic').filter(takesMessages)].filter(
    ({ at }) => at.file.endsWith('.go') && !isTestFile(at.file),
  )
  const listening = new Set(answers.map(({ at }) => holderOf(at)))
  // What is compiled for browsers runs in a page: no port of its packages is ever opened there.
  const inPages = new Set(
    facts.of('import').flatMap(({ specifier, at }) => (specifier === 'syscall/js' ? [posix.dirname(at.file)] : [])),
  )
  const programs = facts
    .of('program')
    .filter(({ at, language }) => language === 'go' && !isTestFile(at.file) && !inPages.has(posix.dirname(at.file)))
  const isBuiltWithAnswer = reaching(new Set(answers.map(({ at }) => posix.dirname(at.file))), facts, resolve)
  return modules.flatMap((module): ServingProgram[] => {
    const own = programs.filter(({ at }) => holderOf(at) === module)
    const [program, ...others] = own
    if (program && others.length === 0) {
      const begun = posix.dirname(program.at.file)
      // `shopctl/cmd/shopctl`, a module of its own beside the others.
      if (module !== '.' && begun !== module && isByHand(posix.relative(module, begun))) return []
      const answers = (said.length > 0 && listening.has(module)) || isBuiltWithAnswer(begun)
      // The only program of a library may be one that shows how it is used.
      return answers ? [{ folder: isShownIn(module, begun) ? begun : module, at: program.at }] : []
    }
    return own
      .filter(({ at }) => !isByHand(posix.dirname(at.file)) && isBuiltWithAnswer(posix.dirname(at.file)))
      .map((each) => ({ folder: homeOf(each, own), at: each.at }))
  })
}

/** `provider/examples/plugin` in `provider`. */
const isShownIn = (module: string, folder: string): boolean =>
  !isDemonstration(`${module}/`) && isDemonstration(`${folder}/`)

/** Whether a package, or one that it is built with over however many steps, is one of those wanted. */
function reaching(wanted: ReadonlySet<string>, facts: FactIndex, resolve: ImportResolver): (folder: string) => boolean {
  let next: ReadonlyMap<string, ReadonlySet<string>> | undefined
  return (start) => {
    next ??= reachedFolders(facts, resolve)
    const seen = new Set([start])
    // A set tells of what is added while it is walked.
    for (const folder of seen) {
      if (wanted.has(folder)) return true
      for (const reached of next.get(folder) ?? []) seen.add(reached)
    }
    return false
  }
}

/** The folder that holds the program's code as well, where it holds no other program but such that people run by hand. */
function homeOf(program: ProgramFact, all: readonly ProgramFact[]): string {
  const [folder = '.', holder] = programFolders(program)
  if (holder === undefined) return folder
  const isShared = all.some((other) => {
    const begun = posix.dirname(other.at.file)
    return other !== program && begun.startsWith(`${holder}/`) && !isByHand(posix.relative(holder, begun))
  })
  return isShared ? folder : holder
}
