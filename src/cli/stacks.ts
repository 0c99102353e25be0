import { readCatalog } from '../catalog/read.ts'
import { declaredServices } from '../catalog/services.ts'
import type { Repository } from '../repository/repository.ts'
import type { PackSource } from '../scaffold/pack.ts'
import { readConfig } from '../workspace/read-config.ts'
import { askChoice } from './prompts.ts'

/** Asks for a stack, with the usual one chosen at first; where there is but one, there is nothing to ask. */
export async function askStack(packs: PackSource, usual = defaultStack(packs)): Promise<string> {
  const [first = '', ...others] = packs.stackNames()
  if (others.length === 0) return first
  const titled = async (value: string) => ({ value, name: (await packs.stack(value)).manifest.title })
  return askChoice('Stack', await Promise.all([first, ...others].map(titled)), usual)
}

const usualStack = 'node-fastify'

/** The stack of a first service that names none. */
export function defaultStack(packs: PackSource): string {
  const stacks = packs.stackNames()
  return stacks.find((name) => name === usualStack) ?? stacks[0] ?? ''
}

/** The stack that a further service most likely has: the one of all others. Undefined where they have several. */
export function stackOfNeighbours(repository: Repository, packs: PackSource): string | undefined {
  const stacks = stacksInUse(repository, packs)
  if (stacks.length === 0) return defaultStack(packs)
  return stacks.length === 1 ? stacks[0] : undefined
}

/** The stacks that services of the catalog have, each once. */
export function stacksInUse(repository: Repository, packs: PackSource): readonly string[] {
  const services = declaredServices(readCatalog(repository, readConfig(repository).config.catalog.file))
  const known = packs.stackNames()
  return [...new Set(services.flatMap(({ stack }) => (stack && known.includes(stack) ? [stack] : [])))]
}
