import type { DeclaredService } from '../catalog/services.ts'
import type { Repository } from '../repository/repository.ts'
import { makeContext } from '../scaffold/make-context.ts'
import type { PackSource } from '../scaffold/pack.ts'
import { renderLayers } from '../scaffold/render.ts'
import { readConfig } from '../workspace/read-config.ts'

/** A file as the stack of a service makes it; undefined where the catalog names no stack of ours, or there is no such file. */
export async function stackFile(
  packs: PackSource,
  repository: Repository,
  { name, stack, folder, port, owner }: DeclaredService,
  path: string,
): Promise<string | undefined> {
  if (stack === undefined || !packs.stackNames().includes(stack) || port === undefined) return undefined
  const { config } = readConfig(repository)
  const { manifest, layers } = await packs.stack(stack)
  const answers = { name, stack, folder, port, owner: owner ?? '', dependsOn: [] }
  const files = renderLayers(layers, makeContext({ config, manifest, answers, dependencies: [] }), {
    when: manifest.when,
  })
  return files.find((file) => file.path === path)?.content
}
