import type { WorkspaceConfig } from '../workspace/config.ts'
import type { ServiceAnswers } from './answers.ts'
import type { Neighbour } from './neighbours.ts'
import type { StackManifest } from './pack.ts'
import type { DependencyContext, ServiceContext } from './service-context.ts'
import { caseStyles } from './words.ts'

/** One instance while developing, whatever production needs. */
const devReplicas = { min: 1, max: 2 }
/** Two instances keep a service up while one is replaced. */
const prodReplicas = { min: 2, max: 6 }
/** What a neighbour without a declared port most likely listens on. */
const usualPort = 8080

export interface ContextInput {
  readonly config: WorkspaceConfig
  readonly manifest: StackManifest
  readonly answers: ServiceAnswers & { readonly port: number; readonly folder: string }
  /** The services that it calls. */
  readonly dependencies: readonly Neighbour[]
}

/** All that the templates of one service may say. */
export function makeContext({ config, manifest, answers, dependencies }: ContextInput): ServiceContext {
  const title = caseStyles.title(answers.name)
  return {
    name: answers.name,
    title,
    description: answers.description ?? `The ${answers.name} service of ${config.name}.`,
    owner: answers.owner,
    system: config.name,
    port: answers.port,
    path: answers.folder,
    dependencies: dependencies.map(dependencyContext),
    hasDependencies: dependencies.length > 0,
    consumesApis: dependencies.flatMap((dependency) => dependency.apis),
    dependsOn: dependencies.filter(({ apis }) => apis.length === 0).map(({ name }) => `component:${name}`),
    replicas: { dev: devReplicas, prod: answers.replicas ?? prodReplicas },
    stack: {
      name: manifest.name,
      commands: { ...manifest.commands },
      ciImage: manifest.ciImage,
      resources: { ...manifest.resources },
    },
    ciGitlab: config.ci === 'gitlab',
  }
}

/** How a service is told of another that it calls: the setting, and what it holds where. */
export function dependencyContext({ name, port = usualPort }: Pick<Neighbour, 'name' | 'port'>): DependencyContext {
  return {
    name,
    setting: `${caseStyles.constant(name)}_URL`,
    localUrl: `http://localhost:${port}`,
    // The Service of the platform layer listens on 80, whatever the container's port.
    clusterUrl: `http://${name}`,
    composeUrl: `http://${name}:${port}`,
  }
}
