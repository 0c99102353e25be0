import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import { builtProjects } from './built-projects.ts'

/** Packages of .NET that make a program one at which others log in: Duende's, its forerunner, and OpenIddict. */
const givesTokens = /identityserver|openiddict\.(?:aspnetcore|server)/i
/** `Client__Storefront`, `Clients__0__Url`: but not `HttpClients__Orders`. */
const ofClients = /^(?:[A-Za-z]+__)?Clients?__/i

/** Whether a setting tells a program of .NET where somebody who logs in at it is: people are sent back there, and nobody is called. */
export function tellsOfClients(facts: FactIndex): (from: Service, setting: string | undefined) => boolean {
  const projectsOf = builtProjects(facts)
  return (from, setting = '') =>
    from.language === 'csharp' &&
    ofClients.test(setting) &&
    projectsOf(from).some(({ packages = [] }) => packages.some((name) => givesTokens.test(name)))
}
