import { didYouMean } from '../errors/did-you-mean.ts'
import { UserError } from '../errors/user-error.ts'
import type { Tool } from '../scaffold/answers.ts'
import { builtPacks } from '../scaffold/built-packs.ts'
import type { ExamplePack, PackSource } from '../scaffold/pack.ts'
import { builtFile } from './package-files.ts'
import { version } from './version.ts'

/** The template packs in this package. */
export const openPacks = (): PackSource => builtPacks(builtFile('packs/'))

/** What plans say of us. CI fetches the version that made the workspace, whatever is installed there. */
export const tool: Tool = { version, ciCommand: `npx --yes --package=create-microservice@${version} msvc` }

/** An example by name. Throws UserError for one that is not there. */
export async function openExample(packs: PackSource, name: string): Promise<ExamplePack> {
  const names = packs.exampleNames()
  if (names.includes(name)) return packs.example(name)
  throw new UserError({
    code: 'unknown-example',
    message: `There is no example "${name}".`,
    hint: didYouMean(name, names),
  })
}
