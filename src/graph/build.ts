import type { Catalog } from '../catalog/catalog.ts'
import type { FactIndex } from '../facts/fact-index.ts'
import { partExcluded } from './discover/excluded.ts'
import { withoutIdlePages } from './discover/idle-pages.ts'
import { withoutUndeployed } from './discover/undeployed.ts'
import { withoutServices } from './discover/without-services.ts'
import { addressEdges } from './edges/addresses.ts'
import { withoutVagueRoles } from './edges/among-roles.ts'
import { codeEdges } from './edges/code.ts'
import { componentEdges } from './edges/components.ts'
import { declaredEdges } from './edges/declared.ts'
import { driverEdges } from './edges/drivers/index.ts'
import { EdgeSet } from './edges/edge-set.ts'
import { namedSettingEdges } from './edges/named-settings.ts'
import { policyEdges } from './edges/policies.ts'
import { routeEdges } from './edges/routes.ts'
import { edgeSources } from './edges/sources.ts'
import { stubEdges } from './edges/stubs.ts'
import { topicEdges } from './edges/topics.ts'
import { withFilledPorts } from './filled-ports.ts'
import type { Graph } from './graph.ts'
import { importResolver } from './imports/index.ts'
import { runInBrowsers } from './in-browsers.ts'
import { withOwnPackages } from './own-packages.ts'
import { withOwnProjects } from './own-projects.ts'
import { withAliases } from './owners/aliases.ts'
import { withoutStrayConfiguration } from './owners/stray-configuration.ts'
import { findServices } from './services.ts'
import { withMadeSettings } from './settings/made.ts'
import { withTakenIn } from './settings/taken-in.ts'
import { takenProperties } from './settings/untaken/properties.ts'
import { sourceFolders } from './source-folders.ts'

/** What a graph is made from. */
export interface GraphInput {
  readonly catalog: Catalog
  readonly facts: FactIndex
  /** Every file of the repository, for resolving imports. */
  readonly files: readonly string[]
  /** Folders, and globs of them, that are no service whatever shows them. */
  readonly exclude: readonly string[]
}

/** Joins facts and catalog: the services, what they use, and who uses whom, each edge with its evidence. */
export function buildGraph({ catalog, facts: told, files, exclude }: GraphInput): Graph {
  const stated = withFilledPorts(told)
  const resolve = importResolver(files, stated)
  const { kept, excluded, idle } = partExcluded(findServices(catalog, stated, sourceFolders(files), resolve), exclude)
  const found = withAliases(kept, stated)
  const { facts, isIdle } = takenProperties(
    withMadeSettings(withTakenIn(withoutStrayConfiguration(stated, found), stated, found), found),
    found,
  )
  const built = withOwnProjects(withOwnPackages(found, facts, resolve), facts, files, resolve)
  const browsers = runInBrowsers(facts, built)
  const services = built.map((service) => (browsers.has(service) ? { ...service, inBrowsers: true as const } : service))
  const edges = new EdgeSet()
  const sources = edgeSources(services, facts, resolve, { isIdle, excluded })
  codeEdges(edges, sources)
  // Stubs tell that a call is one of gRPC; addresses then find the edge there.
  stubEdges(edges, sources)
  const observed = [addressEdges, componentEdges, driverEdges, policyEdges].flatMap((draw) => draw(edges, sources))
  namedSettingEdges(edges, sources)
  routeEdges(edges, sources)
  topicEdges(edges, sources)
  // Declarations come last: they join the calls that were observed.
  const declared = declaredEdges(edges, catalog)
  const resources = new Map([...declared, ...observed].map((resource) => [resource.name, resource]))
  const whole = {
    services,
    resources: [...resources.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    edges: withoutVagueRoles(edges.all(), services),
  }
  const graph = withoutServices(whole, new Set(excluded.map(({ name }) => name)))
  return {
    ...withoutUndeployed(withoutIdlePages(graph, facts), facts),
    ...(excluded.length > 0 ? { excluded } : {}),
    ...(idle.length > 0 ? { idleExcludes: idle } : {}),
  }
}
