import type { SupervisedFact } from '../../../../facts/fact.ts'
import type { Service } from '../../../../graph/graph.ts'
import { plainName } from '../../../../graph/source-folders.ts'

/** Folders and programs that any service may have. */
const vague =
  /^(?:app|application|api|backend|frontend|server|service|src|main|web|worker|bin|usr|local|opt|run|start)$/i

/** Finds the service that a command starts: by a folder, a module or a program in it that is called as the service. */
export function programFinder(services: readonly Service[]): (started: SupervisedFact) => Service | undefined {
  const byName = new Map(
    services.flatMap((service) =>
      [...(service.aliases ?? []), service.name]
        .filter((name) => !vague.test(name))
        .map((name) => [plainName(name), service] as const),
    ),
  )
  return ({ name, command }) =>
    [...wordsOf(command), name ?? ''].flatMap((word) => byName.get(plainName(word)) ?? []).at(0)
}

/** `/srv/orders/dist/main.js` and `orders.main:app`, part by part; an address is none of a program. */
const wordsOf = (command: string): string[] =>
  command
    .split(/[\s"'`,[\]]+/)
    .filter((word) => !/:\/\/|:\d+$/.test(word))
    .flatMap((word) => {
      const path = word.replace(/^-+[\w-]+=/, '')
      const program = path.replace(/\.(?:[cm]?[jt]s|py|jar|war|dll|exe|sh|rb|php)$/, '')
      return [...program.split('/'), ...program.split(/[/.:]/)]
    })
