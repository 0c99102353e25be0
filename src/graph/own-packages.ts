import { posix } from 'node:path'
import type { FactIndex } from '../facts/fact-index.ts'
import type { Service } from './graph.ts'
import { packageUsers, reachedFolders, servingFolders } from './imports/go-packages.ts'
import type { ImportResolver } from './imports/resolver.ts'

/**
 * Several programs of one Go module keep most of their code beside each other (`cmd/geo` starts `services/geo`): a
 * package that just one of them builds on, over however many steps, belongs to that service. So does one that answers
 * requests and is called as the folder of the one program that takes it in by itself (`app/orders` of `cmd/orders`), though
 * others take in what lies there beside it. What most programs take in is theirs together (`server/http` beside `cmd/http`).
 */
export function withOwnPackages(
  services: readonly Service[],
  facts: FactIndex,
  resolve: ImportResolver,
): readonly Service[] {
  if (!facts.of('program').some(({ language }) => language === 'go')) return services
  const users = packageUsers(services, facts, resolve, { withRoot: true })
  const answers = servingFolders(facts)
  const reached = reachedFolders(facts, resolve)
  const inGo = services.filter(({ language }) => language === 'go').length
  const namesakes = (folder: string, known: ReadonlySet<Service>): Service[] => {
    const takers = [...known].filter(({ path }) => reached.get(path)?.has(folder) === true)
    const isCommon = takers.length > 2 && takers.length * 2 > inGo
    return isCommon ? [] : takers.filter(({ path }) => posix.basename(path) === posix.basename(folder))
  }
  const ownerOf = new Map(
    [...users].flatMap(([folder, known]) => {
      const [owner, other] = known.size === 1 ? known : answers.has(folder) ? namesakes(folder, known) : []
      return owner === undefined || other !== undefined ? [] : [[folder, owner] as const]
    }),
  )
  return services.map((service) => {
    const parts = [...ownerOf].flatMap(([folder, owner]) => (owner === service ? [folder] : []))
    return parts.length === 0 ? service : { ...service, parts: parts.sort() }
  })
}
