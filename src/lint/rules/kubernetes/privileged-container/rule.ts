import type { WorkloadFact } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { judgeContainers } from '../service-workloads.ts'

/** What every node runs, by a DaemonSet or as a static pod, is there for the node: what it needs of it is its business. */
const isOfNodes = ({ type, namespace }: WorkloadFact): boolean =>
  type === 'DaemonSet' || (type === 'Pod' && namespace === 'kube-system')

/** Capabilities that containers may well add: those of the Pod Security Standards, level “baseline”. */
const isUsual = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

/** What rules a node: sockets of what runs its containers, and its own folders as a whole (kube-linter: sensitive-host-mounts). */
const ofNode =
  /^\/(?:(?:var\/)?run\/(?:docker|crio\/crio|containerd\/containerd)\.sock|(?:boot|dev|etc|lib|proc|root|sys|usr|var\/lib\/(?:docker|kubelet))?)\/?$/

export const privilegedContainer: Rule = {
  id: 'privileged-container',
  group: 'kubernetes',
  severity: 'error',
  summary: 'A service that has its node for itself: privileged, or inside the node’s own namespaces, files or powers.',
  why: 'A hole in such a service is a hole in the node, and in every service beside it.',
  help: 'Take out privileged, hostNetwork, hostPID, hostIPC and the mount; add the single capability that is truly needed.',
  check: (context) =>
    judgeContainers(context, ({ layers, workload, patches }) => {
      if (isOfNodes(workload)) return undefined
      const privileged = layers.map(({ security }) => security.privileged).findLast((value) => value !== undefined)
      const pods = [workload, ...patches]
      const namespaces: Record<string, boolean> = Object.assign({}, ...pods.map((each) => each.hostNamespaces))
      const entered = Object.keys(namespaces).filter((each) => namespaces[each])
      if (privileged) return { text: 'is privileged: it may do on the node whatever root may' }
      if (entered.length > 0) return { text: `enters namespaces of its node (${entered.join(', ')})` }
      const capabilities = layers.map(({ security }) => security.capabilities).findLast((value) => value !== undefined)
      const mighty = capabilities?.filter((each) => !isUsual.has(each)) ?? []
      if (mighty.length > 0) return { text: `may do on its node what only root may (${mighty.join(', ')})` }
      const paths: Record<string, string> = Object.assign({}, ...pods.map((each) => each.hostPaths))
      const mounted = new Set(layers.flatMap((each) => each.mounted ?? []))
      const reached = Object.entries(paths).flatMap(([volume, path]) =>
        mounted.has(volume) && ofNode.test(path) ? [path] : [],
      )
      if (reached.length > 0) return { text: `reaches into its node (${reached.join(', ')})` }
      return undefined
    }),
}
