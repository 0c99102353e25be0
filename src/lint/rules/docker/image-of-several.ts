import { posix } from 'node:path'
import { imageName } from '../../../products/image-name.ts'
import type { RuleContext } from '../../rule.ts'
import { isForDevelopment, isForTests } from './service-image.ts'

/** The program that a list of words or a line for a shell starts: `orders` of `["/app/orders", "serve"]`. */
const programOf = (command: string): string => posix.basename(/[\w./-]+/.exec(command)?.[0] ?? '')

/**
 * The services whose image a Dockerfile makes that lies with none of them: those whose containers all run one image that is called
 * as the program which the file starts, each by arguments of its own; none where but one service does so.
 */
export function imageOfSeveral({
  facts,
  serviceOf,
  subjectOf,
}: RuleContext): (dockerfile: string) => readonly string[] {
  const users = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const service = workload.partial ? undefined : subjectOf(workload)
    const [main, ...others] = workload.containers.filter(({ role }) => role === 'main')
    if (service === undefined || main?.image === undefined || others.length > 0) continue
    const name = imageName(main.image)
    users.set(name, (users.get(name) ?? new Set()).add(service.name))
  }
  return (dockerfile) => {
    if (serviceOf(dockerfile) || isForTests(dockerfile) || isForDevelopment(dockerfile)) return []
    const starts = facts
      .in(dockerfile)
      .flatMap((fact) => (fact.kind === 'image-start' ? [programOf(fact.command)] : []))
    const found = new Set(starts.flatMap((program) => [...(users.get(program) ?? [])]))
    return found.size > 1 ? [...found] : []
  }
}
