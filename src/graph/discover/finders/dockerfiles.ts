import { posix } from 'node:path'
import { foldersAbove } from '../../folders-above.ts'
import { plainName } from '../../source-folders.ts'
import { nameOfWorkload } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'
import { folderOfDockerfile } from '../folders.ts'
import { deployedDockerfiles } from '../image-builds.ts'
import { isByHand } from '../programs/by-hand.ts'
import { holdsNoProgram } from '../programs/packages-of-go.ts'
import { startsServer } from '../servers.ts'
import { libraryImages, toolImages } from '../tools.ts'
import type { Tree } from '../tree.ts'
import type { Finder } from './finder.ts'

/** Dockerfiles beside their code, or that bear its name, of those that no compose file builds. */
export const dockerfiles: Finder = (tree, found) => {
  const { facts, sources, workloads, builds, programs, begins, manifests, find, nameFor } = tree
  const built = new Set(builds.map(({ dockerfile }) => dockerfile))
  const all = facts.of('base-image').filter(({ final }) => final)
  const holdsSeveral = holdingSeveral(tree)
  const holdImages = new Set(all.flatMap(({ at }) => foldersAbove(posix.dirname(at.file))))
  const isWhole = (folder: string): boolean => sources.hasOwn(folder) || manifests.has(folder)
  // An image may be called otherwise than what it runs: `images/shop` of `cmd/orders`, which a workload `orders` runs from it.
  const codeOf = (folder: string): string => {
    const code = isWhole(folder) || sources.languageOf(folder) !== undefined ? undefined : find(nameFor(folder))
    return code !== undefined && begins.has(code) ? code : folder
  }
  const starts = new Set(facts.of('package').flatMap((each) => (each.starts ? [posix.dirname(each.at.file)] : [])))
  const isRunFrom = deployedDockerfiles(facts, workloads)
  const run = new Set(workloads.flatMap(({ name }) => [plainName(name), plainName(nameOfWorkload(name))]))
  const isRun = (name: string): boolean => run.has(plainName(name))
  const isTool = toolImages(facts, sources, workloads)
  const isLibraryImage = libraryImages(facts, programs)
  const startsAlone = serversOfTheirOwn(tree)
  const isOtherwise = madeOtherwise(tree)
  const isOnlyPackage = packagesOfGo(tree)
  const isCommand = commandsOfGo(tree)
  const images = all.filter(({ at }) => !built.has(at.file) && !isTestFile(at.file))
  for (const { at } of images.sort((a, b) => depth(a.at.file) - depth(b.at.file))) {
    const path = codeOf(folderOfDockerfile(at.file, sources, find))
    if (isTool(path, at.file) || tree.isNoService(path, at.file) || isLibraryImage(path, at.file)) continue
    if ([path, ...foldersAbove(path)].some(isCommand) && !isRunFrom(at.file) && !isRun(nameFor(path))) continue
    if (forWork.test(at.file) || (onlySleeps(tree, at.file) && !isRun(nameFor(path)))) continue
    // One for all programs of a module: which of them is in it, whoever builds it says.
    const isAside = sources.languageOf(path) === undefined && !isWhole(path)
    if (path !== '.' && picksProgram(tree, at.file) && (isAside || holdsSeveral(path))) continue
    if ((holdImages.has(path) && !isWhole(path) && !isRunFrom(at.file)) || isCalledBase(at.file)) continue
    // Somebody else's program starts it when it needs it, unless it says itself how to start.
    if (plugin.test(path) && !starts.has(path) && !isRunFrom(at.file) && !isRun(nameFor(path))) continue
    // One for all services, with the code of none: `build/maven/Dockerfile`; or one that only its name leads to code.
    const isCode = begins.has(path) || manifests.has(path)
    const isLedTo = isCode || isRunFrom(at.file)
    if (forBuilding.test(posix.dirname(at.file)) && (path === posix.dirname(at.file) ? !isWhole(path) : !isLedTo))
      continue
    // Code that builds the others, with a manifest of its own: `build/main.go` and `build/go.mod`.
    if (posix.basename(path) === 'build' && !isRunFrom(at.file) && !isRun(nameFor(path))) continue
    // An image for generating or testing, inside a service, is not another one.
    const holder = found.holderOf(path)
    const isInside = holder !== undefined && (isWhole(holder) || tree.isOnlyProject(path, holder))
    if (isInside && !startsAlone(path, at.file) && !isOtherwise(path, holder)) continue
    // The image of a project that is run by itself, too: `shop/Dockerfile` of `shop/Shop.Api`.
    if (!isWhole(path) && found.partsOf(path) === 1) continue
    // A folder that only a name leads to is no service where several programs lie in it.
    const isNamed = path !== '.' && !at.file.startsWith(`${path}/`)
    if (isNamed && (holdsSeveral(path) || isOnlyPackage(path))) continue
    // Its first instruction: what stands there says the same wherever comments above it move it to.
    const first = facts.in(at.file).find((fact) => fact.kind === 'base-image')
    found.add(nameFor(path), path, (first ?? { at }).at)
  }
}

/** `plugins/jira`, `jenkins-plugin` */
const plugin = /(?:^|\/)plugins\/|-plugin$/
/** `Dockerfile.gen`, `Dockerfile.docs-generation`: something is made, or checked, in it. */
const forWork = /[Dd]ockerfile[._-](?:[\w-]+[._-])?(?:gen|generate|generation|codegen|lint|tests?|ci)$/

/** `CMD ["sleep", "infinity"]`: something to run commands in, as a sandbox; what runs there, others tell it. */
const sleeping = /^\W*(?:sleep\W+(?:inf|\d{4})|tail\W+-[fF]\W+dev\/null)/

function onlySleeps({ facts }: Tree, dockerfile: string): boolean {
  const starts = facts.in(dockerfile).filter((fact) => fact.kind === 'image-start')
  return starts.length > 0 && starts.every(({ command }) => sleeping.test(command))
}

/** Folders of what images are built by, or code is generated by in one. */
const forBuilding = /(?:^|\/)(?:build|protos?)(?:\/|$)/

/** `build/images/base/Dockerfile`, `Dockerfile.base`: what others are built upon, whatever that line of theirs is filled from. */
const isCalledBase = (dockerfile: string): boolean =>
  /(?:^|\/)(?:images?\/base\/[^/]+|[Dd]ockerfile[._-]base|base\.[Dd]ockerfile)$/.test(dockerfile)

/** `cmd/$SERVICE`, `./cmd/${APP}`, `cargo build --bin ${SERVICE}`: an argument of the build tells which. */
const picked = /(?:^|[\s/.])(?:cmd|apps?|services?|bin)\/\$\{?[A-Za-z_]|\s(?:--bin|--package|-p)[ =]"?\$\{?[A-Za-z_]/

const picksProgram = ({ facts }: Tree, dockerfile: string): boolean =>
  facts
    .in(dockerfile)
    .some(
      (fact) =>
        (fact.kind === 'image-run' && picked.test(fact.command)) ||
        (fact.kind === 'image-copy' && fact.sources.some((source) => picked.test(source))),
    )

/** Finds the folders in which several programs lie. */
function holdingSeveral({ programs, facts }: Tree): (path: string) => boolean {
  const crates = facts
    .of('program')
    .flatMap(({ at, language }) => (language === 'rust' ? [posix.dirname(at.file).replace(/\/src$/, '')] : []))
  const held = new Map<string, number>()
  for (const folder of new Set([...programs.map((each) => each.folder), ...crates]))
    for (const above of foldersAbove(folder)) held.set(above, (held.get(above) ?? 0) + 1)
  return (path) => (held.get(path) ?? 0) > 1
}

/**
 * Whether a folder of Go starts nothing, where several programs lie elsewhere: `pkg/orders`, which `Dockerfile.orders` is called
 * after, is what one of them is made of.
 */
function packagesOfGo({ facts, sources, begins }: Tree): (folder: string) => boolean {
  const inGo = facts.of('program').filter(({ language }) => language === 'go')
  const areSeveral = new Set(inGo.map(({ at }) => posix.dirname(at.file))).size > 1
  const isPackage = holdsNoProgram(sources, begins)
  return (folder) => areSeveral && isPackage(folder)
}

/** What people type commands with, line by line. */
const typed =
  /^github\.com\/(?:spf13\/cobra|urfave\/cli|alecthomas\/k(?:ong|ingpin)|(?:chzyer|ergochat)\/readline|c-bata\/go-prompt|charmbracelet\/bubbletea|manifoldco\/promptui|AlecAivazis\/survey)(?:\/|$)/

/**
 * Whether a folder of Go has programs of which none answers or takes from a queue, and with which people type commands, or
 * which lie where such programs do: an image of it is another way to install a command.
 */
function commandsOfGo({ facts, sources, programs, begins }: Tree): (folder: string) => boolean {
  const lines = facts.of('import').filter(({ language, specifier }) => language === 'go' && typed.test(specifier))
  const isIn = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`)
  return (folder) =>
    folder !== '.' &&
    sources.languageOf(folder) === 'go' &&
    [...begins].some((each) => isIn(each, folder)) &&
    ![...programs, ...facts.of('listen')].some(({ at }) => isIn(at.file, folder)) &&
    (isByHand(folder) || lines.some(({ at }) => isIn(at.file, folder)))
}

/** Whether a Dockerfile is that of a server inside the folder of a page, with a manifest of its own: `web/server`. */
function serversOfTheirOwn({ facts }: Tree): (folder: string, dockerfile: string) => boolean {
  const servers = new Set(
    facts.of('package').flatMap((fact) => (startsServer(fact) ? [posix.dirname(fact.at.file)] : [])),
  )
  return (folder, dockerfile) => dockerfile === `${folder}/Dockerfile` && servers.has(folder)
}

/** Whether a package is of another kind than the one around it: `orders/pom.xml` in the folder of a page, `package.json`. */
function madeOtherwise({ facts }: Tree): (inner: string, outer: string) => boolean {
  const kinds = new Map<string, Set<string>>()
  for (const { at, ecosystem } of facts.of('package')) {
    const folder = posix.dirname(at.file)
    kinds.set(folder, (kinds.get(folder) ?? new Set()).add(ecosystem))
  }
  return (inner, outer) => {
    const [own = [], around = new Set()] = [kinds.get(inner), kinds.get(outer)]
    return kinds.has(inner) && around.size > 0 && ![...own].some((kind) => around.has(kind))
  }
}

const depth = (file: string): number => file.split('/').length
