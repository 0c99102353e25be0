import { posix } from 'node:path'
import { foldersAbove } from '../folders-above.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { isTooling, nameStem } from '../telling-names.ts'
import type { CopiedCode } from './copied-code.ts'
import type { ProgramNames } from './programs/names.ts'

/** Folders inside a service that hold its Dockerfile or its code, and are not the service itself. */
const inner =
  /\/(?:docker(?:\/\d[\d.]*|[-_](?:dev|development|prod|production|local))?|deploy|deployment|build|ci|ops|infra|k8s|kubernetes|\.docker|src)$/

/** Packages and resources of a module, which share their names with whatever they are about. */
const sourceSet = /\/src\/(?:main|test)\//

/** Where programs lie by custom, beside the libraries that they are made of. */
const forPrograms = /(?:^|\/)(?:cmd|bin)\/[^/]+$/

/** What is given to whoever calls a system; its parts share their names with what they call: `sdk/go/orders`. */
const forCallers = /(?:^|\/)(?:[\w.-]+[-_])?sdks?(?:[-_][\w.-]+)?\//i

/** Whether a folder holds what is given to whoever calls a system, whichever of its services is built with it as well. */
export const isForCallers = (folder: string): boolean => forCallers.test(`${folder}/`)

/** What a program answers through, a layer inside of it that is called as the one role which answers: `src/api`. */
const layer = /\/(?:src|lib|internal|pkg)\/(?:api|web|https?|rest|grpc|graphql|server|app)$/i

/** Whether a folder is called as a layer of a program that lies around it. */
export const isLayer = (folder: string): boolean => layer.test(folder)

/** Finds the folder with code that is called so; within another folder, where one is given; if asked for, one around a program. */
export type FindNamesake = (name: string, within?: string, mayBeAround?: boolean) => string | undefined

/**
 * The one folder of a name that holds code; of several the one that holds a program or a manifest, or lies where programs do.
 * `programs`: folders in which one begins; `packages`: those of manifests; `starting`: those of packages that say how to start;
 * `compiled`: what programs are called otherwise than their folders; `answering`: folders with code that opens a port.
 */
export function namesakes(
  sources: SourceFolders,
  programs: ReadonlySet<string>,
  packages: ReadonlySet<string>,
  starting: ReadonlySet<string>,
  compiled: ProgramNames,
  answering: ReadonlySet<string>,
): FindNamesake {
  const around = new Set([...programs, ...starting].flatMap(foldersAbove))
  // Modules inside the sources of a package share their names with whatever they are about, too.
  const isModule = (folder: string): boolean => {
    const above = isLayer(folder) ? posix.dirname(posix.dirname(folder)) : '.'
    if (above !== '.' && packages.has(above) && !programs.has(folder) && !packages.has(folder)) return true
    const [, holder] = /^(.+?)\/src\/(?:[^/]+\/)+[^/]+$/.exec(folder) ?? []
    return holder !== undefined && packages.has(holder) && !programs.has(folder) && !packages.has(folder)
  }
  return (name, within = '.', mayBeAround = false) => {
    const isWithin = (folder: string): boolean => within === '.' || folder.startsWith(`${within}/`)
    const all = sources
      .named(name)
      .filter((folder) => isWithin(folder) && !sourceSet.test(folder) && !forCallers.test(folder) && !isModule(folder))
    const first = outermost(all)
    const made = compiled.folderOf(name)
    // What nothing starts in is called after the program, or by chance.
    const isMade =
      made !== undefined && isWithin(made) && (first === undefined || !(programs.has(first) || around.has(first)))
    if (isMade) return made
    return (
      first ??
      outermost(all.filter((folder) => programs.has(folder))) ??
      // `services/carts`, which answers, and `cmd/carts`, by which people try it.
      outermost(all.filter((folder) => programs.has(folder) && answering.has(folder))) ??
      outermost(all.filter((folder) => forPrograms.test(folder))) ??
      // `src/Backend` with its project, and `src/Shared/Clients/Backend`, which calls it.
      outermost(all.filter((folder) => packages.has(folder))) ??
      // `src/Orders` around its project, and `Contracts/Orders`, where its messages lie.
      (mayBeAround ? outermost(all.filter((folder) => around.has(folder))) : undefined)
    )
  }
}

/** A folder of the same name below the first is a package or module inside it. */
function outermost([folder, ...others]: readonly string[]): string | undefined {
  return others.every((other) => other.startsWith(`${folder}/`)) ? folder : undefined
}

/** Puts what is called as its folder first. */
export function byNamesake(a: Named, b: Named): number {
  const isNamesake = ({ folder, name }: Named): number => Number(plainName(name) === plainName(posix.basename(folder)))
  return isNamesake(b) - isNamesake(a)
}

interface Named {
  readonly folder: string
  readonly name: string
}

/** The folder of what compose builds: where the code is, which may be the context, the Dockerfile's place, or neither. */
export function builtFolder(
  build: {
    readonly dockerfile: string
    readonly context: string
    readonly name: string
    /** Whether other services are built by the same Dockerfile, or from the same context by others. */
    readonly isShared: boolean
    readonly isOneOfContext: boolean
    /** What the Dockerfile is told of this one alone: `APP: services/orders`. */
    readonly told: readonly string[]
    /** The stage that the image ends with, where its name may be that of what is in it. */
    readonly stage?: string
    /** Whether the image copies a folder from the context, or what lies in it. */
    readonly takes: (folder: string) => boolean
  },
  sources: SourceFolders,
  find: FindNamesake,
  dockerfiles: ReadonlySet<string>,
  copied: CopiedCode,
): string {
  const { dockerfile, context, name, isShared, isOneOfContext, takes, told, stage = '' } = build
  // One Dockerfile for several, which is told the folder of each.
  const given = isShared ? told.map((each) => posix.join(context, each)) : []
  const [own, ...more] = given.filter((folder) => sources.languageOf(folder) !== undefined)
  if (own !== undefined && more.length === 0) return own
  // One Dockerfile for several services: their names tell them apart.
  // A folder of the context's own name below it is a package inside it, as Django makes one.
  const isOfContext = plainName(name) === plainName(posix.basename(context))
  const called = [...told, stage].filter((each) => each !== '' && !each.includes('/'))
  const names = isShared ? [name, ...called] : []
  const namesake =
    isShared && isOfContext ? context : names.map((each) => find(each, context)).find((each) => each !== undefined)
  if (namesake !== undefined) return namesake
  // Several Dockerfiles for one context: each bears the name of what it builds.
  const bears = isOneOfContext ? nameOfDockerfile(dockerfile) : ''
  const part = bears === '' ? undefined : find(bears, context)
  if (part !== undefined) return part
  const beside = serviceFolder(posix.dirname(dockerfile), sources)
  const isCode = (folder: string): boolean => folder !== '.' && sources.languageOf(folder) !== undefined
  const isOfSeveral = isOneOfContext && context !== '.'
  if (isCode(beside) && !(isOfSeveral && beside === context)) return beside
  // `services/orders-service/Dockerfile` of `src/shop/orders`: one of several images of a package, which takes that in.
  const besides = isOneOfContext && beside !== context ? [posix.basename(beside), nameStem(posix.basename(beside))] : []
  const ofImage = besides.map((each) => find(each, context)).find((each) => each !== undefined && takes(each))
  if (ofImage !== undefined) return ofImage
  // Of several images of one context each takes what is called as it is.
  const ofName = isOfSeveral ? find(name, context) : undefined
  if (ofName !== undefined) return ofName
  if (isCode(context)) return context
  // One of a plain name stands in its own folder, if only with configuration.
  const isOwn =
    beside !== '.' &&
    posix.basename(dockerfile) === 'Dockerfile' &&
    dockerfiles.has(dockerfile) &&
    !beside.split('/').some(isTooling)
  // What is not in the context cannot be in the image, unless it is built elsewhere and laid there.
  const within = dockerfiles.has(dockerfile) ? context : '.'
  return codeApart(beside, find) ?? (isOwn ? undefined : find(name, within)) ?? copied(dockerfile, context) ?? beside
}

/** Beside the Dockerfile, or of the name that it bears: `docker/cart.Dockerfile`, `docker/Dockerfile.cart`. */
export function folderOfDockerfile(file: string, sources: SourceFolders, find: FindNamesake): string {
  const folder = serviceFolder(posix.dirname(file), sources)
  const name = nameOfDockerfile(file)
  if (sources.languageOf(folder) !== undefined) return folder
  return (name === '' ? codeApart(folder, find) : find(name)) ?? folder
}

/** Folders of what images are built by, apart from the code. */
const ofImages =
  /(?:^|\/)(?:[\w-]*[-_])?(?:docker(?:files?)?|dev-?ops|ops|deploy(?:ments?)?|infra(?:structure)?|build|images?|containers?)\/[^/]+$/i

/** The code of an image whose files lie apart from it, in a folder of the same name: `ops/docker/orders` of `apps/orders`. */
const codeApart = (folder: string, find: FindNamesake): string | undefined =>
  ofImages.test(folder) ? find(posix.basename(folder)) : undefined

/** What a Dockerfile is called besides: `cart` of `cart.Dockerfile`, `Dockerfile.cart` and `Dockerfile-cart`. */
export const nameOfDockerfile = (file: string): string =>
  posix.basename(file).replace(/[._-]?(?:docker|container)file[._-]?/i, '')

/** The folder of a service in which its Dockerfile lies; two steps up only to code: `orders/build/docker` of `orders`. */
function serviceFolder(folder: string, sources: SourceFolders): string {
  const around = folder.replace(/\/src\/main(?:\/.*)?$/, '').replace(inner, '')
  const above = around === folder || sources.languageOf(around) !== undefined ? around : around.replace(inner, '')
  return sources.languageOf(above) === undefined ? around : above
}
