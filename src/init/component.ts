import { stringify } from 'yaml'
import { annotation } from '../catalog/services.ts'
import type { Deployment, HealthEndpoint } from '../graph/graph.ts'

/** A service as it goes into the catalog. */
export interface InitService {
  readonly name: string
  readonly path: string
  readonly owner: string
  readonly language?: string
  readonly port?: number
  readonly frameworks: readonly string[]
  readonly health: readonly HealthEndpoint[]
  readonly deployed: readonly Deployment[]
  /** Names of services that it depends on at run time, as the catalog will know them. */
  readonly calls: readonly string[]
  /** Those of them that it asks, and waits for the answer. */
  readonly asks: readonly string[]
  /** Those of them whose events it takes. */
  readonly hears: readonly string[]
  /** Databases, caches and brokers that it uses, as the graph calls them. */
  readonly stores: readonly string[]
}

/** The entity of a service, as text. */
export function componentText(
  {
    name,
    path,
    owner,
    language,
    port,
    calls,
  }: Pick<InitService, 'name' | 'path' | 'owner' | 'language' | 'port' | 'calls'>,
  system: string | undefined,
): string {
  const annotations = {
    [annotation.path]: path,
    ...(language === undefined ? {} : { [annotation.language]: language }),
    ...(port === undefined ? {} : { [annotation.port]: String(port) }),
  }
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner,
      ...(system === undefined ? {} : { system }),
      ...(calls.length === 0 ? {} : { dependsOn: calls.map((call) => `component:${call}`) }),
    },
  }
  return stringify(entity, { lineWidth: 0 })
}
