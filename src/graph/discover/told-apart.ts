import { posix } from 'node:path'
import type { At, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName, imagePath, shownImage } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { isOfKnownMaker } from '../../products/makers.ts'
import { storeKind } from '../../products/protocols.ts'
import { foldersAbove } from '../folders-above.ts'
import { type Graph, placeOf } from '../graph.ts'
import { mainContainer } from '../main-container.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { isShown, toolingReason, workloadCalled } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { isBuiltUpon, startsTests } from './base-images.ts'

/** What runs or is built here and is no service. */
export interface ToldApart extends Pick<At, 'file' | 'line'> {
  readonly name: string
  /** In words, to follow its name: `runs redis:8, a cache`. */
  readonly why: string
}

/**
 * What could be taken for services and is none, and why: workloads of databases and of whatever watches or drives a system,
 * images that others are built upon, and libraries. Sorted by name; where several say the same of one name, the first counts.
 */
export function toldApart(graph: Graph, facts: FactIndex): ToldApart[] {
  const { services, undeployed = [], excluded = [] } = graph
  const aside = new Set([...services, ...undeployed, ...excluded].map(({ name }) => name))
  const all = [...workloadsApart(graph, facts), ...imagesApart(graph, facts), ...librariesApart(graph, facts)]
  const byName = new Map<string, ToldApart>()
  for (const each of all) if (!aside.has(each.name) && !byName.has(each.name)) byName.set(each.name, each)
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Why what somebody asks for is no service, in whatever case and without a scope; undefined for what is not here either. */
export function whyNoService(graph: Graph, facts: FactIndex, asked: string): ToldApart | undefined {
  const plain = asked.toLowerCase()
  const isMeant = ({ name }: { readonly name: string }): boolean => `/${name.toLowerCase()}`.endsWith(`/${plain}`)
  const left = graph.undeployed?.find(isMeant)
  return left
    ? placed(left.name, left.at, 'is run by no manifest with the others')
    : toldApart(graph, facts).find(isMeant)
}

function workloadsApart(graph: Graph, facts: FactIndex): ToldApart[] {
  const built = new Set(
    facts
      .of('workload')
      .flatMap((each) => (each.build ? (mainContainer(each)?.image ?? []) : []))
      .map(imagePath),
  )
  return facts.of('workload').flatMap((workload) => {
    if (workload.partial || isTestFile(workload.at.file) || serviceOfWorkload(graph, workload)) return []
    const name = workloadCalled(workload)
    const written = mainContainer(workload)?.image
    const image = written === undefined ? undefined : shownImage(written)
    const why =
      ofImage(image, name) ??
      toolingReason(name) ??
      ofKind(workload, written !== undefined && built.has(imagePath(written)) ? undefined : image)
    return why === undefined ? [] : [placed(name, workload.at, why)]
  })
}

const kinds = { database: 'a database', cache: 'a cache', broker: 'a broker', objectstore: 'a store of files' } as const

/** What people look into a store with, and what measures it, is called after it as well: `redis-commander`, `postgres-exporter`. */
const looksInto = /export|commander|express|insight|admin|connect|dashboard|browser|operator|[-_]g?ui(?:$|[-_])/i

/** By its image; of one that only a variable tells, by the name and that of the variable. */
function ofImage(image: string | undefined, name: string): string | undefined {
  if (image === undefined) return undefined
  const told = image.includes('$') ? name : image
  const kind = looksInto.test(imageName(told)) ? undefined : (storeKind(told) ?? storeKind(image))
  if (kind !== undefined) return `runs ${image}, ${kinds[kind]}`
  const isOfAll = isInfrastructureImage(told) || isOfKnownMaker(told)
  return isOfAll ? `runs ${image}, which watches, steers or stands before others` : undefined
}

function ofKind({ type, build }: WorkloadFact, image: string | undefined): string | undefined {
  if (/^(?:Job|CronJob)$/.test(type)) return 'runs to its end'
  return image === undefined || build !== undefined ? undefined : `runs ${image}, whose code is not here`
}

/** Folders with a Dockerfile. */
function imagesApart(graph: Graph, facts: FactIndex): ToldApart[] {
  const isBaseOfOthers = isBuiltUpon(facts, facts.of('workload'))
  const isForTests = startsTests(facts)
  return facts.of('base-image').flatMap(({ at, final, image }) => {
    const folder = posix.dirname(at.file)
    if (!final || folder === '.' || serviceOf(graph, at.file)) return []
    const own = posix.basename(folder)
    const reasons = [
      isBaseOfOthers(at.file) ? 'is what other images are built upon' : undefined,
      isForTests(at.file) || isTestFile(at.file) ? 'tests others' : undefined,
      isInfrastructureImage(image) ? `packs ${shownImage(image)}` : undefined,
      // A folder for Dockerfiles says nothing of what they build.
      /^docker/i.test(own) ? undefined : toolingReason(own),
      isShown(at.file) ? 'is an example' : undefined,
    ]
    const why = reasons.find((reason) => reason !== undefined)
    return why === undefined ? [] : [placed(own, at, why)]
  })
}

/** Packages that others here are built with. */
function librariesApart(graph: Graph, facts: FactIndex): ToldApart[] {
  const users = new Map<string, number>()
  const packages = facts.of('package').filter(({ at }) => !isTestFile(at.file))
  for (const { dependencies } of packages)
    for (const name of new Set(dependencies.map((each) => each.name))) users.set(name, (users.get(name) ?? 0) + 1)
  // One that a single service is built with counts as a part of that one elsewhere, and is a library still.
  const paths = new Set(graph.services.map(({ path }) => placeOf(path)))
  const isInside = (folder: string): boolean => [folder, ...foldersAbove(folder)].some((each) => paths.has(each))
  const projects = facts.of('import').filter(({ at, language }) => language === 'msbuild' && !isTestFile(at.file))
  for (const { at, specifier } of projects) {
    const path = posix.join(posix.dirname(at.file), specifier)
    users.set(path, (users.get(path) ?? 0) + 1)
  }
  return packages.flatMap(({ at, name, members, ecosystem }) => {
    const count = users.get(name ?? '') ?? users.get(at.file) ?? 0
    const isRoot = /^(?:\.|\..*)$/.test(posix.dirname(at.file))
    if (count === 0 || isRoot || members.length > 0 || isInside(posix.dirname(at.file))) return []
    const called = ecosystem === 'nuget' ? posix.basename(at.file).replace(/\.\w+$/, '') : name?.split(':').at(-1)
    return called === undefined
      ? []
      : [placed(called, at, `is a library: ${count} ${count === 1 ? 'package is' : 'packages are'} built with it`)]
  })
}

const placed = (name: string, { file, line }: At, why: string): ToldApart => ({ name, file, line, why })
