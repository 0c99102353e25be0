import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName } from '../../products/image-name.ts'
import type { Service } from '../graph.ts'
import { plainName, type SourceFolders } from '../source-folders.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { isTestFile } from '../test-file.ts'
import { builtWith } from './servers.ts'

/** Leaves out what only runs once: it prepares something for the others. One of several compose files says so for all. */
export function withoutJobs(services: readonly Service[], workloads: readonly WorkloadFact[]): readonly Service[] {
  const types = new Map<Service, Set<string>>()
  const isElsewhere = ({ source }: WorkloadFact): boolean => source !== 'kubernetes'
  const once = new Set(workloads.flatMap((each) => (isElsewhere(each) && each.type === 'Job' ? [each.name] : [])))
  for (const workload of workloads) {
    const service = serviceOfWorkload({ services }, workload)
    const type = isElsewhere(workload) && once.has(workload.name) ? 'Job' : workload.type
    if (service) types.set(service, (types.get(service) ?? new Set()).add(type))
  }
  return services.filter((service) => {
    const known = types.get(service)
    return known === undefined || known.size > 1 || !known.has('Job')
  })
}

/** Images that serve what lies in them without being told how to start. */
const server = /(?:^|\/)(?:nginx|httpd|caddy|apache|tomcat|jetty|wildfly|php|wordpress|payara)/i

/** Official images of languages: one of ours is none of them, though its folder is called so. */
const ofLanguage =
  /^(?:python|node|golang|ruby|php|perl|rust|swift|elixir|erlang|dart|julia|haskell|clojure|openjdk|maven|gradle)(?:[:@]|$)/

/**
 * Whether an image is only for building others, where workloads are run and none of them from it: another Dockerfile is
 * built on it by its name, or it holds no code and starts nothing of its own.
 */
export function toolImages(
  facts: FactIndex,
  sources: SourceFolders,
  workloads: readonly WorkloadFact[],
): (folder: string, dockerfile: string) => boolean {
  const run = new Set(
    workloads.flatMap(({ name, containers }) => [
      plainName(name),
      ...containers.flatMap(({ image }) => (image === undefined ? [] : [plainName(imageName(image))])),
    ]),
  )
  const bases = facts.of('base-image').filter(({ internal, image }) => !internal && !ofLanguage.test(image))
  const started = new Set(facts.of('image-start').map(({ at }) => at.file))
  const isOnlySystem = onlySystems(facts)
  return (folder, dockerfile) => {
    const name = plainName(posix.basename(folder))
    if (run.has(name)) return false
    if (isOnlySystem(dockerfile) && sources.languageOf(folder) === undefined) return true
    if (run.size === 0) return false
    if (bases.some(({ at, image }) => at.file !== dockerfile && plainName(imageName(image)) === name)) return true
    const own = facts
      .in(dockerfile)
      .flatMap((fact) => (fact.kind === 'base-image' && fact.final && !fact.internal ? [fact] : []))
    return (
      sources.languageOf(folder) === undefined &&
      !started.has(dockerfile) &&
      own.every(({ image }) => !server.test(image) && !/\$/.test(image)) &&
      own.length > 0
    )
  }
}

/** Systems to install something in: what is built on one and does not say how it starts, starts a shell. */
const system =
  /(?:^|\/)(?:alpine|debian|ubuntu|centos|fedora|rockylinux|almalinux|amazonlinux|opensuse(?:\/\w+)?|ubi\d+(?:\/ubi(?:-\w+)?)?)(?:[:@]|$)/i

/** Images without a port of their own that are a system with something installed in it, and start nothing: what builds or tests others. */
function onlySystems(facts: FactIndex): (dockerfile: string) => boolean {
  const says = new Set([...facts.of('image-start'), ...facts.of('expose')].map(({ at }) => at.file))
  const bases = new Map<string, string[]>()
  for (const { at, image } of facts.of('base-image')) bases.set(at.file, [...(bases.get(at.file) ?? []), image])
  return (dockerfile) =>
    !says.has(dockerfile) && bases.get(dockerfile)?.length === 1 && system.test(bases.get(dockerfile)?.[0] ?? '')
}

/** Images that hold a shell, and what scripts ask others with. */
const bare = /(?:^|\/)(?:alpine|busybox|bash|debian|ubuntu|curl|kubectl|jq)$/i
/** A script of a shell, as a word of what starts. */
const script = /(?:^|[\s"'/[])[\w.-]+\.(?:sh|bash)(?=$|["'\s\],])/

/**
 * Whether an image that compose runs is but a script which sets others up: a bare system, no code, and no port, neither its own nor
 * one that whatever runs it opens.
 */
export function setupScripts(
  facts: FactIndex,
  sources: SourceFolders,
  workloads: readonly WorkloadFact[],
): (folder: string, dockerfile: string) => boolean {
  const starts = facts.of('image-start').filter(({ command }) => script.test(command))
  const started = new Set(starts.map(({ at }) => at.file))
  const exposed = new Set(facts.of('expose').map(({ at }) => at.file))
  return (folder, dockerfile) => {
    if (!started.has(dockerfile) || exposed.has(dockerfile) || sources.languageOf(folder) !== undefined) return false
    const bases = facts.of('base-image').filter(({ at }) => at.file === dockerfile)
    const runs = workloads.filter(
      ({ build }) => build && posix.normalize(build.dockerfile ?? `${build.context}/Dockerfile`) === dockerfile,
    )
    return (
      runs.length > 0 &&
      bases.length === 1 &&
      bases.every(({ image }) => bare.test(image.replace(/[:@].*$/, ''))) &&
      !runs.some(({ containers }) => containers.some(({ ports }) => ports.length > 0))
    )
  }
}

/** Crates that answer requests, or take messages. */
const answersInRust =
  /^(?:axum|actix-web|warp|rocket|tonic|hyper|poem|salvo|tide|ntex|gotham|tiny_http|jsonrpsee|pingora|lapin|rdkafka|async-nats|tokio-tungstenite|apalis)$/

/** An image that shows the parts of a library to those who work on it: `Dockerfile.dev`, `Dockerfile.storybook`. */
const showsParts = /[._-](?:dev|development|storybook|docs|playground)$|^(?:dev|storybook)[._-]/i

/**
 * Finds the images that start nothing of their own, and hold a package that others are built with: what is in them runs as
 * a part of those, and here at most for something that is done once, such as a migration. In Go, where a program shows
 * whether it answers, those of which none does as well, whatever the image says that it starts; in Rust those without one.
 */
export function libraryImages(
  facts: FactIndex,
  programs: readonly { readonly folder: string }[],
): (folder: string, dockerfile: string) => boolean {
  const libraries = builtWith(facts.of('package'))
  const packages = new Map(facts.of('package').map((fact) => [posix.dirname(fact.at.file), fact] as const))
  const inRust = facts.of('program').filter(({ language }) => language === 'rust')
  const opened = [...facts.of('listen'), ...facts.of('topic')].filter(({ at }) => !isTestFile(at.file))
  const answers = (folder: string): boolean => {
    const ecosystem = packages.get(folder)?.ecosystem
    const isIn = ({ at }: { readonly at: { readonly file: string } }): boolean => at.file.startsWith(`${folder}/`)
    // A crate without a program starts nothing: the image is of somebody else's of that name, whom it is there to call. One
    // whose program opens nothing is a command, that others take in as well.
    if (ecosystem === 'cargo')
      return (
        inRust.some(isIn) &&
        (opened.some(isIn) ||
          packages.get(folder)?.dependencies.some(({ name, dev }) => !dev && answersInRust.test(name)) === true)
      )
    return ecosystem !== 'go' || programs.some((each) => each.folder === folder || each.folder.startsWith(`${folder}/`))
  }
  const started = new Set(facts.of('image-start').map(({ at }) => at.file))
  const bases = facts.of('base-image').filter(({ final }) => final)
  // One that says nothing itself, around a package that others are built with, shows at most that package's parts.
  const holdsOnly = new Set(
    [...packages.keys()].flatMap((folder) => {
      const around = packages.get(posix.dirname(folder))
      const isEmpty = around !== undefined && around.dependencies.length === 0
      return isEmpty && libraries.has(packages.get(folder)?.name ?? '') ? [posix.dirname(folder)] : []
    }),
  )
  return (folder, dockerfile) =>
    holdsOnly.has(folder) ||
    (libraries.has(packages.get(folder)?.name ?? '') &&
      !(started.has(dockerfile) && answers(folder) && !showsParts.test(posix.basename(dockerfile))) &&
      bases.every(({ at, image }) => at.file !== dockerfile || !(server.test(image) || /\$/.test(image))))
}

/** `build/dev`, `docker/development/web`: Dockerfiles to work with on code that lies elsewhere. */
const forDeveloping = /(?:^|\/)(?:dev|devel|develop|development)(?:\/|$)/i

/**
 * Without what only a folder of images for developing shows, where as much or more is found by code or images of its own:
 * such an image starts the same programs, while somebody writes them.
 */
export function withoutDeveloping(
  services: readonly Service[],
  {
    sources,
    manifests,
    begins,
    isDeployed,
  }: {
    readonly sources: SourceFolders
    readonly manifests: ReadonlySet<string>
    readonly begins: ReadonlySet<string>
    readonly isDeployed: (name: string) => boolean
  },
): readonly Service[] {
  const isImageAlone = (path: string): boolean =>
    sources.languageOf(path) === undefined && !manifests.has(path) && !begins.has(path)
  const rest = services.filter(({ name, path }) => !forDeveloping.test(path) || isDeployed(name) || !isImageAlone(path))
  return rest.length * 2 >= services.length ? rest : services
}
