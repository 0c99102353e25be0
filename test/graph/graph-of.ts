import { drawers } from '../../src/graph/draw/index.ts'
import { type Survey, survey } from '../../src/graph/survey.ts'
import { memoryRepository } from '../../src/repository/memory.ts'

export type Tree = Readonly<Record<string, string>>

/** The survey of a tree in memory. */
export const surveyOf = (tree: Tree): Promise<Survey> => survey(memoryRepository(tree))

/** Edges of a tree as short lines: `cart -> products http (declared, observed)`. */
export async function edgesOf(tree: Tree): Promise<string[]> {
  const { graph } = await surveyOf(tree)
  return graph.edges.map(({ from, to, kind, declared, observed }) => {
    const known = [declared && 'declared', observed && 'observed'].filter((word) => word).join(', ')
    return `${from} -> ${to} ${kind} (${known})`
  })
}

/** A Deployment of one container that is called as it, and runs an image. */
export const deploymentOf = (name: string, image: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: "${image}"${more} }] }
`

/** Services of a tree as `name at path`. */
export async function servicesOf(tree: Tree): Promise<string[]> {
  const { graph } = await surveyOf(tree)
  return graph.services.map(({ name, path }) => `${name} at ${path}`)
}

/** All that a user may see of a tree's graph, as text. */
export async function shown(tree: Tree): Promise<string> {
  const { graph } = await surveyOf(tree)
  const findings = async () => []
  const texts = await Promise.all(Object.values(drawers).map((draw) => draw({ graph, title: 'shop', findings })))
  return texts.join('\n')
}

/** A catalog with these services, each in `services/<name>`. */
export function catalogOf(
  services: Readonly<Record<string, { port?: number; uses?: string[]; provides?: string[]; consumes?: string[] }>>,
): Tree {
  const root = `apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: shop }
spec: { type: file, targets: [${Object.keys(services).map((name) => `./services/${name}/catalog-info.yaml`)}] }
`
  const files = Object.entries(services).map(([name, { port, uses = [], provides = [], consumes = [] }]) => {
    const apis = provides.map(
      (api) => `---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: ${api} }
spec: { type: openapi, lifecycle: production, owner: team, definition: x }
`,
    )
    const text = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations: { ${port === undefined ? '' : `msvc.dev/port: "${port}"`} }
spec:
  type: service
  lifecycle: production
  owner: team
  dependsOn: [${uses.map((use) => `"${use}"`)}]
  providesApis: [${provides}]
  consumesApis: [${consumes}]
${apis.join('')}`
    return [`services/${name}/catalog-info.yaml`, text] as const
  })
  return { 'msvc.yaml': 'version: 1\nname: shop\n', 'catalog-info.yaml': root, ...Object.fromEntries(files) }
}
