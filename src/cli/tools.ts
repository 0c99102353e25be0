import { UserError } from '../errors/user-error.ts'
import type { Repository } from '../repository/repository.ts'
import type { PackSource } from '../scaffold/pack.ts'
import { stacksInUse } from './stacks.ts'

/** A program that a workspace may use. */
export interface Tool {
  readonly name: string
  /** Prints its version. */
  readonly ask: readonly [string, ...string[]]
  readonly required: boolean
  readonly purpose: string
  /** Where to get it. */
  readonly install: string
}

const tool = (name: string, args: string, purpose: string, install: string, required = false): Tool => ({
  name,
  ask: [name, ...args.split(' ')],
  required,
  purpose,
  install,
})

/** What every workspace may use. */
const general: readonly Tool[] = [
  tool('node', '--version', 'runs msvc and services in Node', 'https://nodejs.org', true),
  tool('git', '--version', 'first commit, msvc affected, updates of services', 'https://git-scm.com', true),
  tool('npm', '--version', 'installs packages of services in Node', 'https://nodejs.org'),
  tool('pnpm', '--version', 'the same, in a pnpm workspace', 'https://pnpm.io'),
  tool('yarn', '--version', 'the same, in a yarn workspace', 'https://yarnpkg.com'),
  tool('docker', '--version', 'builds images, runs compose.yaml', 'https://docs.docker.com/get-docker'),
  tool('podman', '--version', 'the same, without a daemon', 'https://podman.io'),
  tool('kubectl', 'version --client', 'applies k8s/ to a cluster', 'https://kubernetes.io/docs/tasks/tools'),
  tool('kustomize', 'version', 'renders k8s/overlays (kubectl can do it too)', 'https://kustomize.io'),
  tool('helm', 'version --short', 'installs what others pack as charts', 'https://helm.sh'),
]

/** Every tool that `msvc doctor` looks for: what workspaces use, and what the stacks of this one's services are built with. */
export async function toolsOf(repository: Repository, packs: PackSource): Promise<readonly Tool[]> {
  const found = new Map(general.map((each) => [each.name, each]))
  for (const stack of stacksOf(repository, packs)) {
    const { manifest } = await packs.stack(stack)
    for (const { name, ask, install } of manifest.tools ?? []) {
      if (!found.has(name)) found.set(name, tool(name, ask, `builds services of ${stack}`, install))
    }
  }
  return [...found.values()]
}

/** A catalog that cannot be read is for other commands to tell of: tools are there or missing all the same. */
function stacksOf(repository: Repository, packs: PackSource): readonly string[] {
  try {
    return stacksInUse(repository, packs)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}
