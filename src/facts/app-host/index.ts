import { posix } from 'node:path'
import { csharpTokens } from '../csharp/index.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { type HostModel, type HostResource, readHost } from './model.ts'
import { otherHost, readOtherHost } from './other-languages.ts'

/** What a program begins with that is an application host, and what a method for one takes. */
const ofHost = /DistributedApplication\.CreateBuilder|\bIDistributedApplicationBuilder\b/

/**
 * Application hosts of .NET Aspire: a program that says which projects and servers there are, and who is given whose
 * address. Stated is what it does to the processes: a workload each, with the variables that a reference sets.
 */
export const appHost: Extractor = {
  id: 'app-host',
  // What a test starts is no part of the system.
  matches: (path) => (path.endsWith('.cs') || otherHost.test(path)) && !/(?:^|\/)(?:tests?|[\w.]*Tests)\//i.test(path),
  extract({ path, text }) {
    const isOther = otherHost.test(path)
    if (!isOther && !ofHost.test(text)) return []
    const model = isOther ? readOtherHost(text) : readHost(csharpTokens(text), undefined, text)
    const at = lineIndex(path, text)
    return [
      ...[...model.resources].flatMap(([variable, resource]) =>
        resource.image ? started(resource, at(resource.offset), path, model.once.has(variable)) : [],
      ),
      ...references(model, at),
    ]
  },
}

/** A process of its own; a database inside a server is none. */
function started({ name, image = '', folder }: HostResource, at: At, file: string, isOnce: boolean): Fact[] {
  const context = folder === undefined ? undefined : posix.join(posix.dirname(file), folder).replace(/\/$/, '')
  return [
    {
      kind: 'workload',
      at,
      source: 'app-host',
      name,
      type: isOnce ? 'Job' : 'project',
      labels: {},
      containers: [
        { at, name, image, role: 'main', ports: [], probes: {}, resources: { requests: {}, limits: {} }, security: {} },
      ],
      volumes: [],
      podSecurity: {},
      envFrom: [],
      envFiles: [],
      ...(context === undefined ? {} : { build: { context } }),
      partial: false,
    },
    { kind: 'network-name', at, source: 'app-host', name, selector: {}, workload: name, ports: [] },
  ]
}

function references({ resources, references }: HostModel, at: (offset: number) => At): Fact[] {
  return references.flatMap(({ from, to, variable, offset }): Fact[] => {
    const [user, used] = [resources.get(from), resources.get(to)]
    if (user === undefined || used === undefined || user === used) return []
    if (used.isComponent) return [{ kind: 'component-name', at: at(offset), name: used.name, workload: user.name }]
    const name =
      variable ?? (used.scheme === 'http' ? `services__${used.name}__http__0` : `ConnectionStrings__${used.name}`)
    const server = used.parent === undefined ? used : (resources.get(used.parent) ?? used)
    const value = `${server.scheme}://${server.name}${used === server ? '' : `/${used.name}`}`
    return [{ kind: 'env-set', at: at(offset), name, value, from: { source: 'literal' }, workload: user.name }]
  })
}
