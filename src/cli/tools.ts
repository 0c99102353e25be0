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

/** Every tool that `msvc doctor` looks for. */
export const tools: readonly Tool[] = [
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
