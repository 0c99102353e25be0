import type { Catalog } from '../catalog/catalog.ts'
import { addLocationTarget, addSystem } from '../catalog/edit.ts'
import { findEntity } from '../catalog/references.ts'
import type { PlanDraft } from '../plan/draft.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'

/**
 * Stages what the root catalog lacks in a repository that we did not make: the system that its services are part of, and
 * the catalog files that nothing points at, which were found by name and would be lost behind a root that has Locations.
 */
export function stageAdoption(draft: PlanDraft, catalog: Catalog, config: WorkspaceConfig, owner: string): void {
  const { file: rootFile } = config.catalog
  const hasSystem = findEntity(catalog, { kind: 'System', namespace: 'default', name: config.name }) !== undefined
  const change = (text: string): string => {
    const whole = hasSystem ? text : addSystem(text, config.name, config.owner ?? owner)
    const lost = catalog.unlinked.filter((file) => file !== rootFile)
    return lost.reduce((all, file) => addLocationTarget(all, rootFile, { file, workspace: config.name }), whole)
  }
  if (draft.has(rootFile)) draft.edit(rootFile, change)
  else draft.create(rootFile, change(''))
}
