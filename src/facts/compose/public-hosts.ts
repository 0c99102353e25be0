import { asList, asMap, asText } from '../loose.ts'
import { environmentOf, interpolated } from './fields.ts'

const host = /^[a-z0-9](?:[\w-]*[a-z0-9])?(?:\.[a-z0-9-]+)+$/i
/** A rule of a router of Traefik, as a label has it. */
const routerRule = /^traefik\.(?:http|tcp)\.routers\.[\w@.-]+\.rule$/
const hostsInRule = /\bHost(?:SNI)?\(([^)]*)\)/g

const prefixesInRule = /\bPathPrefix\(([^)]*)\)/g

/** The beginnings of paths with which Traefik hands on to a service, by its labels; not the one of all paths. */
export function publicPrefixes(service: unknown): readonly string[] {
  return labelsOf(asMap(service)).flatMap(({ name, value = '' }) =>
    routerRule.test(name)
      ? [...interpolated(value).matchAll(prefixesInRule)].flatMap(([, list = '']) =>
          list
            .replace(/[`'"\s]/g, '')
            .split(',')
            .map((prefix) => prefix.replace(/^\/|\/$/g, ''))
            .filter((prefix) => prefix !== ''),
        )
      : [],
  )
}

/**
 * Finds the hosts under which a service of compose is reached through what stands before all of them: what nginx-proxy is
 * told by `VIRTUAL_HOST`, and Traefik by labels. A host of which paths lead to several is nobody's.
 */
export function publicHosts(services: readonly (readonly [string, unknown])[]): (service: string) => readonly string[] {
  const takers = new Map<string, Set<string>>()
  const add = (name: string, hosts: readonly string[]): void => {
    for (const each of hosts.filter((text) => host.test(text)))
      takers.set(each, (takers.get(each) ?? new Set()).add(name))
  }
  for (const [name, service] of services) {
    const virtual = environmentOf(asMap(service).environment).find((each) => each.name === 'VIRTUAL_HOST')?.value
    add(name, interpolated(virtual ?? '').split(/\s*,\s*/))
    for (const { name: label, value = '' } of labelsOf(asMap(service))) {
      const told = routerRule.test(label) ? [...interpolated(value).matchAll(hostsInRule)] : []
      add(
        name,
        told.flatMap(([, list = '']) => list.replace(/[`'"\s]/g, '').split(',')),
      )
    }
  }
  const of = new Map<string, string[]>()
  for (const [each, [name, ...others]] of takers)
    if (name !== undefined && others.length === 0) of.set(name, [...(of.get(name) ?? []), each])
  return (service) => of.get(service) ?? []
}

/** Labels of a service, those of a swarm among them. */
function labelsOf(service: Readonly<Record<string, unknown>>): { name: string; value: string | undefined }[] {
  const all = [service.labels, asMap(service.deploy).labels]
  return all.flatMap((labels): { name: string; value: string | undefined }[] =>
    Array.isArray(labels) ? asList(labels).flatMap((label) => split(asText(label) ?? '')) : environmentOf(labels),
  )
}

/** `name=value`, in which the value may have more signs of that kind. */
function split(label: string): { name: string; value: string | undefined }[] {
  const sign = label.indexOf('=')
  return sign < 0 ? [] : [{ name: label.slice(0, sign).trim(), value: label.slice(sign + 1) }]
}
