import type { PackSource } from '../scaffold/pack.ts'
import { askChoice } from './prompts.ts'

/** Asks for a stack; where there is but one, there is nothing to ask. */
export async function askStack(packs: PackSource): Promise<string> {
  const [first = '', ...others] = packs.stackNames()
  if (others.length === 0) return first
  const titled = async (value: string) => ({ value, name: (await packs.stack(value)).manifest.title })
  return askChoice('Stack', await Promise.all([first, ...others].map(titled)))
}

const usualStack = 'node-fastify'

/** The stack of a first service that names none. */
export function defaultStack(packs: PackSource): string {
  const stacks = packs.stackNames()
  return stacks.find((name) => name === usualStack) ?? stacks[0] ?? ''
}
