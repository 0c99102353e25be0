import type { FactIndex } from '../../facts/fact-index.ts'
import type { Service } from '../graph.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'

/** `$(NAME)`, which Kubernetes fills in, and what a shell does: `$NAME`, `${NAME:-x}`. */
const ofKubernetes = /\$\(([A-Za-z_]\w*)\)|\$\{?([A-Za-z_]\w*)/g
/** Compose fills a single dollar in itself. */
const ofCompose = /\$\$\{?([A-Za-z_]\w*)/g

/**
 * Variables that stand in the command line which a manifest gives a service: the program has them as arguments, whatever it calls
 * them.
 */
export function namesInCommands(
  services: readonly Service[],
  facts: FactIndex,
): (readonly [service: Service, name: string])[] {
  return facts.of('workload').flatMap((workload) => {
    const pattern =
      workload.source === 'kubernetes' ? ofKubernetes : workload.source === 'compose' ? ofCompose : undefined
    const commands = workload.containers.flatMap(({ role, command }) =>
      role === 'main' && command?.includes('$') ? [command] : [],
    )
    const service =
      pattern === undefined || commands.length === 0 ? undefined : serviceOfWorkload({ services }, workload)
    if (pattern === undefined || service === undefined) return []
    return commands.flatMap((command) =>
      [...command.matchAll(pattern)].map(([, first, second]) => [service, first ?? second ?? ''] as const),
    )
  })
}
