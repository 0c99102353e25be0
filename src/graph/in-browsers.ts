import { posix } from 'node:path'
import type { FactIndex } from '../facts/fact-index.ts'
import { sourceLanguage } from '../facts/source-language.ts'
import { foldersAbove } from './folders-above.ts'
import type { Service } from './graph.ts'
import { serviceOf } from './subjects/of-file.ts'
import { isTestFile } from './test-file.ts'

/** Code of these runs in browsers, unless a server of its own stands behind it. */
const browserPackage = /^(?:react-dom|vue|@angular\/core|svelte|solid-js|preact)$/
const serverPackage =
  /^(?:next|nuxt|@remix-run\/.+|@sveltejs\/kit|@angular\/ssr|astro|express|fastify|koa|hono|@nestjs\/core)$/

/** Services whose code runs in browsers, by what their packages are built on, or since their images only hand out pages. */
export function runInBrowsers(facts: FactIndex, services: readonly Service[]): ReadonlySet<Service> {
  const handsOut = handingOut(facts, services)
  const isOfPages = (service: Service, names: readonly string[]): boolean =>
    areForBrowsers(names) || (handsOut.has(service) && names.some((name) => pagePackage.test(name)))
  return new Set(
    [...packagesOf(facts, services)].flatMap(([service, names]) => (isOfPages(service, names) ? [service] : [])),
  )
}

/** Images that hand out what lies in them. */
const webServer = /(?:^|\/)[\w.-]{0,40}(?:nginx|httpd|caddy|static-web-server)[\w.-]{0,40}(?:[:@]|$)/i

/** Services of which every image is such a one, whatever their pages are made with: what a framework of its own would answer is not there. */
function handingOut(facts: FactIndex, services: readonly Service[]): ReadonlySet<Service> {
  const are = new Map<Service, boolean>()
  const started = new Set(facts.of('image-start').map(({ at }) => at.file))
  for (const { at, image, final } of facts.of('base-image')) {
    const service = final ? serviceOf({ services }, at.file) : undefined
    if (service !== undefined)
      are.set(service, (are.get(service) ?? true) && webServer.test(image) && !started.has(at.file))
  }
  return new Set([...are].flatMap(([service, is]) => (is ? [service] : [])))
}

/** Names of the packages that each service is built on. */
function packagesOf(facts: FactIndex, services: readonly Service[]): ReadonlyMap<Service, readonly string[]> {
  const packages = new Map<Service, string[]>()
  for (const { at, dependencies } of facts.of('package')) {
    // A server that tests start beside the pages is none of theirs.
    const service = isTestFile(at.file) ? undefined : serviceOf({ services }, at.file)
    const names = dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))
    if (service !== undefined) packages.set(service, [...(packages.get(service) ?? []), ...names])
  }
  return packages
}

/** Frameworks of pages, with or without a server of their own. */
const pagePackage =
  /^(?:react|react-native|expo|next|nuxt|vue|@angular\/core|svelte|@sveltejs\/kit|solid-js|preact|astro|@remix-run\/react)$/
const apiPackage = /^(?:express|fastify|koa|hono|@nestjs\/core|@hapi\/hapi)$/

/** Services that are pages, by what their packages are built on; a server that only shows them is a part of them. */
export function pagesAmong(facts: FactIndex, services: readonly Service[]): ReadonlySet<Service> {
  return new Set(
    [...packagesOf(facts, services)].flatMap(([service, names]) =>
      names.some((name) => pagePackage.test(name)) && !names.some((name) => apiPackage.test(name)) ? [service] : [],
    ),
  )
}

/** Whether a package is pages without a server of their own, by what it is built on. */
export const areForBrowsers = (names: readonly string[]): boolean =>
  names.some((name) => browserPackage.test(name)) && !names.some((name) => serverPackage.test(name))

/** The folder of a package that its server hands out as it lies. */
const handedOut = /^(?:public|wwwroot)\/.*\.m?js$/

/** Whether a script runs in browsers, by the package that it lies in, by where web applications of Java keep theirs, or in what is handed out. */
export function browserScripts(facts: FactIndex): (file: string) => boolean {
  const packages = new Map(
    facts
      .of('package')
      .filter(({ at }) => posix.basename(at.file) === 'package.json')
      .map(({ at, dependencies }) => [
        posix.dirname(at.file),
        areForBrowsers(dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))),
      ]),
  )
  return (file) => {
    if (!/script$/.test(sourceLanguage(file) ?? '')) return false
    const home = foldersAbove(file).findLast((folder) => packages.has(folder))
    return (
      /(?:^|\/)src\/main\/(?:webapp|resources\/(?:static|public))\//.test(file) ||
      (home !== undefined && handedOut.test(home === '.' ? file : file.slice(home.length + 1))) ||
      packages.get(home ?? '.') === true
    )
  }
}
