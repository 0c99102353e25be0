import type { Rule, RuleContext } from '../../../rule.ts'
import { judgeContainers, objectOf, podSpecPath, type ServiceContainer } from '../service-workloads.ts'

/** Libraries that speak with the Kubernetes API, and so need the token. */
const client =
  /^(?:@kubernetes\/client-node|kubernetes(?:_asyncio)?(?:\.|$)|k8s\.io\/client-go|sigs\.k8s\.io\/controller-runtime|io\.fabric8\.kubernetes|io\.kubernetes\.client)/

export const serviceAccountTokenMounted: Rule = {
  id: 'service-account-token-mounted',
  group: 'kubernetes',
  severity: 'warning',
  preset: 'strict',
  summary: 'A service that is handed a token for the Kubernetes API and has no use for it.',
  why: 'Whoever gets into the service gets into the API with it.',
  help: 'Set automountServiceAccountToken: false on the pod, or on a ServiceAccount of its own.',
  fixes: 'Sets automountServiceAccountToken: false on the pod, unless the pod says otherwise.',
  check: (context) =>
    judgeContainers(context, (entry) => {
      if (isOff(entry, context) || speaksWithKubernetes(entry, context)) return undefined
      const { workload } = entry
      return {
        text: 'is handed a token for the Kubernetes API, which nothing in its code uses',
        fix: [
          {
            kind: 'add-entry',
            object: objectOf(workload),
            path: podSpecPath(workload),
            entry: ['automountServiceAccountToken', false],
          },
        ],
      }
    }),
}

/** The pod's own word wins over that of its account. */
function isOff({ workload }: ServiceContainer, { facts }: RuleContext): boolean {
  if (workload.mountsToken !== undefined) return !workload.mountsToken
  const name = workload.serviceAccount ?? 'default'
  return facts.of('service-account').some((account) => account.name === name && account.mountsToken === false)
}

function speaksWithKubernetes({ service }: ServiceContainer, { facts, unread, serviceOf }: RuleContext): boolean {
  const isOwn = (file: string): boolean => serviceOf(file)?.name === service.name
  const isUnknown = unread.some(isOwn) || !facts.of('import').some(({ at }) => isOwn(at.file))
  return isUnknown || facts.of('import').some(({ at, specifier }) => client.test(specifier) && isOwn(at.file))
}
