import { posix } from 'node:path'
import { readYaml, type YamlDocument, type YamlPath } from '../../yaml/read.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Container, Fact } from '../fact.ts'
import { asList, asMap, asNumber, asText, type Loose } from '../loose.ts'
import { isTyeFile } from './is-tye-file.ts'

/** Files of Tye: the projects, folders and images that it runs together, as compose files say it. */
export const tye: Extractor = {
  id: 'tye',
  endings: ['.yaml', '.yml'],
  matches: isTyeFile,
  extract({ path, text }) {
    const { documents, problems } = readYaml(text, path)
    const [problem] = problems
    if (problem) {
      const at = { file: path, line: problem.place?.line ?? 1, column: problem.place?.column ?? 1 }
      return [{ kind: 'unresolved', at, about: 'manifest', why: problem.message }]
    }
    return documents.flatMap((document) =>
      asList(asMap(document.data).services).flatMap((service, index) =>
        serviceFacts(asMap(service), document, ['services', index], path),
      ),
    )
  },
}

function serviceFacts(service: Loose, document: YamlDocument, path: YamlPath, file: string): Fact[] {
  const name = asText(service.name)
  if (name === undefined) return []
  const place = (more: YamlPath): At => {
    const { line, column } = document.placeOf([...path, ...more])
    return { file, line, column }
  }
  const at = place(['name'])
  const build = builtFrom(service, posix.dirname(file))
  const image = asText(service.image)
  const ports = asList(service.bindings).flatMap(portOf)
  const container: Container = {
    at,
    name,
    ...(image === undefined ? {} : { image }),
    role: 'main',
    ports,
    probes: {},
    resources: { requests: {}, limits: {} },
    security: {},
  }
  return [
    {
      kind: 'workload',
      at,
      source: 'compose',
      name,
      type: 'service',
      labels: {},
      ...(build === undefined ? {} : { build }),
      containers: [container],
      volumes: [],
      podSecurity: {},
      envFrom: [],
      envFiles: [],
      // What another file of Tye, or another repository, runs has a name here and no more.
      partial: build === undefined && image === undefined,
    },
    {
      kind: 'network-name',
      at,
      source: 'compose',
      name,
      selector: {},
      workload: name,
      ports: ports.map(({ container: port }) => ({ port })),
    },
    ...asList(service.env).flatMap((entry, index): Fact[] => {
      const [first = '', ...rest] = (asText(entry) ?? '').split('=')
      const variable = asText(asMap(entry).name) ?? first
      const value = asText(asMap(entry).value) ?? (rest.length === 0 ? undefined : rest.join('='))
      if (variable === '' || value === undefined) return []
      return [
        {
          kind: 'env-set',
          at: place(['env', index]),
          name: variable,
          value,
          from: { source: 'literal' },
          workload: name,
        },
      ]
    }),
  ]
}

/** The folder of a project of .NET, of a function or an executable, or of an image and its Dockerfile. */
function builtFrom(service: Loose, folder: string): { context: string; dockerfile?: string } | undefined {
  const inTree = (text: string): string => posix.join(folder, text.replaceAll('\\', '/')).replace(/\/$/, '')
  const [project, dockerfile] = [asText(service.project), asText(service.dockerFile)]
  if (project !== undefined) return { context: posix.dirname(inTree(project)) }
  if (dockerfile !== undefined) {
    const context = asText(service.dockerFileContext) ?? posix.dirname(dockerfile)
    return { context: inTree(context), dockerfile: inTree(dockerfile) }
  }
  const started = asText(service.workingDirectory) ?? asText(service.azureFunction)
  return started === undefined ? undefined : { context: inTree(started) }
}

function portOf(binding: unknown): Container['ports'][number][] {
  const { port, containerPort } = asMap(binding)
  const [host, inside] = [asNumber(port), asNumber(containerPort)]
  const own = inside ?? host
  return own === undefined ? [] : [{ container: own, ...(host === undefined ? {} : { host }) }]
}
