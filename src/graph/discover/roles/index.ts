import { posix } from 'node:path'
import { present } from '../../../facts/present.ts'
import { imageName } from '../../../products/image-name.ts'
import type { Service } from '../../graph.ts'
import type { ImportResolver } from '../../imports/resolver.ts'
import { mainContainer } from '../../main-container.ts'
import { plainName } from '../../source-folders.ts'
import { nameOfWorkload } from '../../telling-names.ts'
import { commonWords } from '../common-words.ts'
import { isLayer } from '../folders.ts'
import type { Tree } from '../tree.ts'
import { type CommandCodes, commandCodes } from './commands.ts'
import { imagesOfSeveral } from './images.ts'
import { type Role, rolesOf } from './starts.ts'

/**
 * One image may hold several services, which what starts them tells apart: `shop web`, `shop orders`. Each is one where at
 * least two of them answer, or where there is nothing else in the repository; what works for a service beside it (`worker`,
 * `scheduler`) is else a part of it. A role whose name leads to a folder of the program has that for its own; the first of
 * the others has the program's, and the rest are told by their names there: `shop#worker`.
 */
export function withRoles(services: readonly Service[], tree: Tree, resolve: ImportResolver): Service[] {
  const codesOf = commandCodes(tree.facts, resolve)
  // The way to run a program that tells most of its roles apart has their names.
  return imagesOfSeveral(tree)
    .map(({ folder, workloads, started }) => ({ folder, told: rolesOf(workloads, tree.facts, started) }))
    .sort((a, b) => b.told.length - a.told.length)
    .reduce<readonly Service[]>((all, { folder, told }) => {
      const isElsewhere = ({ workload }: Role): boolean =>
        all.some(
          (each) =>
            !isInside(each.path, folder) && each.path !== folder && isItself(each, nameOfWorkload(workload.name)),
        )
      const roles = told.filter((role) => !isElsewhere(role))
      const known = renamed(roles, folder, all)
      if (known !== undefined) return known
      const isAlone = all.every(({ path }) => path === folder)
      const isSeveral = roles.length > 1 && (isAlone || roles.filter(({ answers }) => answers).length > 1)
      return isSeveral ? parted(all, folder, roles, tree, codesOf) : all
    }, services)
    .slice()
}

/**
 * The services with what another way to run their program calls them besides, where one of the two puts a word of the
 * system before all names; undefined where it shows any other role.
 */
function renamed(roles: readonly Role[], folder: string, services: readonly Service[]): Service[] | undefined {
  const known = bare(services.flatMap(({ name, program }) => (program === folder ? [name] : [])))
  const names = bare(roles.map(({ workload }) => nameOfWorkload(workload.name)))
  if (names.size < 2 || ![...names.keys()].every((name) => known.has(name))) return undefined
  const besides = new Map([...names].map(([name, whole]) => [known.get(name), whole.toLowerCase()]))
  return services.map((service) => {
    const other = service.program === folder ? besides.get(service.name) : undefined
    const isNew = other !== undefined && other !== service.name.toLowerCase()
    return isNew ? { ...service, aliases: [...(service.aliases ?? []), other] } : service
  })
}

/** Names by what is left of them without the words that all begin with. */
function bare(names: readonly string[]): ReadonlyMap<string, string> {
  const start = names.length > 1 ? commonWords(names) : ''
  return new Map(names.map((name) => [plainName(name.slice(start.length)), name]))
}

/** What people call the role that the program is there for. */
const usual = /(?:^|[-_])(?:api|app|backend|main|server|web)$/i

/** Whether a name is that of a service which is no role of another program. */
const isItself = ({ name, program }: Service, called: string): boolean =>
  program === undefined && plainName(name) === plainName(called)

function parted(
  services: readonly Service[],
  folder: string,
  roles: readonly Role[],
  tree: Tree,
  codesOf: CommandCodes,
): Service[] {
  const whole = services.find(({ path }) => path === folder)
  // What a manifest alone seemed to run has its code here.
  const isRole = ({ name }: Service): boolean => roles.some(({ workload }) => nameOfWorkload(workload.name) === name)
  const rest = services.filter((service) => service !== whole && !(service.image !== undefined && isRole(service)))
  const found = roles.map((role) => ({
    role,
    name: nameOfWorkload(role.workload.name),
    own: ownFolder(role, folder, tree),
  }))
  const isOnly = (own: string): boolean => found.filter((each) => each.own === own).length === 1
  // A folder that two are called after is of neither.
  const all = found.map((each) => (each.own === undefined || isOnly(each.own) ? each : { ...each, own: undefined }))
  // What has a folder elsewhere, or an image of its own besides, is found already.
  const fresh = all.filter(({ own, name }) => !rest.some((other) => other.path === own || isItself(other, name)))
  if (fresh.length === 0) return [...services]
  const others = rest.map((service) => {
    const isPart =
      isInside(service.path, folder) && all.some(({ own, name }) => service.path === own || isItself(service, name))
    return isPart ? { ...service, program: folder } : service
  })
  const inProgram = fresh.filter(({ own }) => own === undefined)
  const isWhole = (name: string): boolean => whole !== undefined && plainName(name) === plainName(whole.name)
  const first =
    inProgram.find(({ name }) => plainName(name) === plainName(posix.basename(folder))) ??
    inProgram.find(({ name, role }) => role.answers && usual.test(name)) ??
    inProgram.find(({ name }) => isWhole(name)) ??
    inProgram.find(({ role }) => role.answers) ??
    inProgram[0]
  const taken = new Set(others.map(({ name }) => name.toLowerCase()))
  const codes = codesOf(
    folder,
    fresh.map(({ role }) => role.starts),
  )
  const parts = fresh.map(({ role, name: called, own }, index): Service => {
    const stem = folder === '.' ? 'root' : posix.basename(folder)
    const name = taken.has(called.toLowerCase()) ? `${stem}-${called}` : called
    const path = own ?? (role === first?.role ? folder : `${folder}#${name}`)
    const command = lastWord(role)
    const told = command === undefined || plainName(command) === plainName(called) ? {} : { command }
    const code = codes[index]
    return { name, path, program: folder, ...told, ...present({ code }), known: 'discovered', at: role.workload.at }
  })
  const names = new Set(parts.map(({ name }) => name.toLowerCase()))
  const aliases = whole?.aliases?.filter((alias) => !names.has(alias))
  const kept = parts.map((service) =>
    service.path === folder && aliases && aliases.length > 0 ? { ...service, aliases } : service,
  )
  return [...others, ...kept]
}

/** What a program of several lies in, for whoever makes or serves it. */
const inProgram = /\/(?:bin|build|cmd|dist|html|htdocs|public|src|web|www)$/

/** Folders with code inside a program that the command of a role leads to: `--dir=apps/orders/public`, `services/orders/main.py`. */
const placesOf = ({ places }: Role, folder: string, { sources }: Tree): string[] =>
  places.flatMap((place) => {
    const path = posix.join(folder, place.replace(/^\.?\//, ''))
    const end = posix.extname(path) === '' ? path : posix.dirname(path)
    const own = end.replace(inProgram, '')
    return own !== folder && sources.languageOf(own) !== undefined ? [own] : []
  })

/** The last thing that the command of a role names. */
const lastWord = ({ starts }: Pick<Role, 'starts'>): string | undefined =>
  starts.flatMap((word) => word.split(/[/:.]+/)).findLast((word) => word !== '')

const isInside = (path: string, folder: string): boolean => folder === '.' || path.startsWith(`${folder}/`)

/** What is told of a part of a program in folders of its own, and is none of its code. */
const about = /(?:^|\/)(?:docs?|protos?|protobuf|pb|apis?|gen|tests?|mocks?|migrations?|locales?)\//

/**
 * The one folder inside the program that a role is called after, or the last thing that its command names; one of the
 * program's own name is a package of it.
 */
function ownFolder(role: Role, folder: string, tree: Tree): string | undefined {
  const { workload, starts } = role
  const { find, sources, begins, manifests } = tree
  const isNear = (each: string): boolean => posix.relative(folder, each).split('/').length <= 3
  const isIn = (each: string): boolean => isInside(each, folder) && isNear(each) && !about.test(each)
  const only = (name: string): string | undefined => {
    const [first, ...others] = sources.named(name).filter(isIn)
    return others.every((other) => other.startsWith(`${first}/`)) ? first : undefined
  }
  const said = lastWord({ starts })
  const called = nameOfWorkload(workload.name)
  // `shop-backend` of an image `shop`.
  const start = `${imageName(mainContainer(workload)?.image ?? '')}-`
  const rest = called.startsWith(start) ? [called.slice(start.length)] : []
  // `orders1` and its like are replicas of what lies in `orders`.
  const replica = /[a-z]\d+$/i.test(called) ? [called.replace(/\d+$/, '')] : []
  return [called, ...replica, ...rest, ...(said === undefined ? [] : [said])]
    .filter((name) => plainName(name) !== plainName(posix.basename(folder)))
    .flatMap((name) => [find(name, folder), only(name)].find((each) => each !== undefined && isNear(each)) ?? [])
    .concat(placesOf(role, folder, tree).filter(isIn))
    .filter((each) => !isLayer(each) || begins.has(each) || manifests.has(each))
    .at(0)
}
