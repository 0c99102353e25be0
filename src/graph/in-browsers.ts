import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { serviceOf } from './subjects.ts'

/** Code of these runs in browsers, unless a server of its own stands behind it. */
const browserPackage = /^(?:react-dom|vue|@angular\/core|svelte|solid-js|preact)$/
const serverPackage =
  /^(?:next|nuxt|@remix-run\/.+|@sveltejs\/kit|@angular\/ssr|astro|express|fastify|koa|hono|@nestjs\/core)$/

/** Services whose code runs in browsers, by what their packages are built on. */
export function runInBrowsers(facts: FactIndex, services: readonly Service[]): ReadonlySet<Service> {
  const packages = new Map<Service, string[]>()
  for (const { at, dependencies } of facts.of('package')) {
    const service = serviceOf({ services }, at.file)
    const names = dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))
    if (service !== undefined) packages.set(service, [...(packages.get(service) ?? []), ...names])
  }
  const isBrowsers = (names: readonly string[]): boolean =>
    names.some((name) => browserPackage.test(name)) && !names.some((name) => serverPackage.test(name))
  return new Set([...packages].flatMap(([service, names]) => (isBrowsers(names) ? [service] : [])))
}
