import { codeOwners } from '../catalog/code-owners.ts'
import { addLocationTarget } from '../catalog/edit.ts'
import { readCatalog } from '../catalog/read.ts'
import { componentText } from '../init/component.ts'
import type { Fix } from '../lint/fix.ts'
import type { PlanDraft } from '../plan/draft.ts'
import type { Repository } from '../repository/repository.ts'
import { readConfig } from '../workspace/read-config.ts'
import { appendDocuments } from '../yaml/edit.ts'

/** What Backstage takes for a name; any other is for people to choose. */
const label = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/

/**
 * Writes down a service that the catalog does not know, in a file of its own or in the one that holds all. Whose it is
 * CODEOWNERS says, or `owner` in msvc.yaml; where neither does, nothing is written.
 */
export function stageEntity(draft: PlanDraft, repository: Repository, fix: Fix & { kind: 'register-service' }): void {
  const { config } = readConfig(repository)
  const owner = codeOwners(repository)(fix.folder) ?? config.owner
  if (owner === undefined || !label.test(fix.name) || fix.folder === '.') return
  const { file: root, layout } = config.catalog
  const systems = readCatalog(repository, root).entities.filter(({ kind }) => kind === 'System')
  const [system] = systems.length === 1 ? systems : []
  const text = componentText({ ...fix, path: fix.folder, owner }, system?.name)
  if (layout === 'single') draft.edit(root, (whole) => appendDocuments(whole, text))
  else {
    const file = `${fix.folder}/catalog-info.yaml`
    if (draft.has(file)) return
    draft.create(file, text)
    stageCatalogFile(draft, repository, file)
  }
}

/** Names a catalog file in the root catalog. */
export function stageCatalogFile(draft: PlanDraft, repository: Repository, file: string): void {
  const { config } = readConfig(repository)
  const { file: root } = config.catalog
  if (draft.has(root)) draft.edit(root, (text) => addLocationTarget(text, root, { file, workspace: config.name }))
}
