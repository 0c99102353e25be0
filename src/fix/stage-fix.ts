import { readCatalog } from '../catalog/read.ts'
import { declaredServices } from '../catalog/services.ts'
import type { Fix, ObjectRef } from '../lint/fix.ts'
import type { PlanDraft } from '../plan/draft.ts'
import type { Repository } from '../repository/repository.ts'
import type { PackSource } from '../scaffold/pack.ts'
import { readConfig } from '../workspace/read-config.ts'
import { dataOf, parseDocuments } from '../yaml/documents.ts'
import { editYaml } from '../yaml/edit.ts'
import { findIn } from './objects.ts'
import { stageCatalogFile, stageEntity } from './register.ts'
import { stackFile } from './stack-files.ts'
import { withoutComment, withPinnedImage } from './text-edits.ts'

/** What fixes need from outside. */
export interface FixTools {
  readonly repository: Repository
  readonly packs: PackSource
  /** The digest that an image has on this machine: `sha256:…`; undefined where it is not here, or nobody can tell. */
  digestOf(image: string): Promise<string | undefined>
}

/** Stages one fix over what is staged already. Nothing happens where the place is not as the fix takes it to be. */
export async function stageFix(draft: PlanDraft, fix: Fix, tools: FixTools): Promise<void> {
  switch (fix.kind) {
    case 'add-entry': {
      const [key, value] = fix.entry
      return editObject(draft, fix.object, fix.path, { kind: 'add-entry', key, value })
    }
    case 'add-item':
      return editObject(draft, fix.object, fix.path, { kind: 'insert-item', value: fix.item, sorted: true })
    case 'add-probes':
      return addProbes(draft, fix, tools)
    case 'add-stack-file': {
      const service = declared(tools.repository, fix.service)
      const text = service && (await stackFile(tools.packs, tools.repository, service, fix.path))
      const path = `${service?.folder}/${fix.path}`
      if (text !== undefined && !draft.has(path)) draft.create(path, text)
      return
    }
    case 'pin-image': {
      const digest = await tools.digestOf(fix.image)
      if (digest !== undefined) draft.edit(fix.at.file, (text) => withPinnedImage(text, fix.at, fix.image, digest))
      return
    }
    case 'remove-comment':
      return draft.edit(fix.at.file, (text) => withoutComment(text, fix.at))
    case 'register-service':
      return stageEntity(draft, tools.repository, fix)
    case 'name-catalog-file':
      return stageCatalogFile(draft, tools.repository, fix.file)
  }
}

type Edit =
  | { readonly kind: 'add-entry'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'insert-item'; readonly value: string; readonly sorted: true }

/** A template has no objects before it is rendered. */
function editObject(draft: PlanDraft, object: ObjectRef, path: Parameters<typeof findIn>[2], edit: Edit): void {
  draft.edit(object.file, (text) => {
    const found = text.includes('{{') ? undefined : findIn(text, object, path)
    return found === undefined ? text : editYaml(text, object.file, found.index, { ...edit, path: found.path })
  })
}

async function addProbes(draft: PlanDraft, fix: Fix & { kind: 'add-probes' }, tools: FixTools): Promise<void> {
  const service = declared(tools.repository, fix.service)
  const manifest = service && (await stackFile(tools.packs, tools.repository, service, 'k8s/base/deployment.yaml'))
  if (manifest === undefined) return
  const [own] = dataOf(parseDocuments(manifest)) as [{ spec?: { template?: { spec?: { containers?: unknown[] } } } }]
  const usual = own.spec?.template?.spec?.containers?.[0] as Record<string, unknown> | undefined
  const text = draft.read(fix.object.file) ?? ''
  const port = portName(findIn(text, fix.object, fix.path)?.value, service?.port)
  for (const kind of fix.probes) {
    const probe = usual?.[`${kind}Probe`] as { httpGet?: { port: unknown } } | undefined
    if (probe?.httpGet === undefined || port === undefined) continue
    const value = { ...probe, httpGet: { ...probe.httpGet, port } }
    editObject(draft, fix.object, fix.path, { kind: 'add-entry', key: `${kind}Probe`, value })
  }
}

/** The port that is asked: by its name or number, if the container tells of one, or of the service's. */
function portName(container: unknown, own: number | undefined): string | number | undefined {
  const { ports } = (container ?? {}) as { ports?: { name?: string; containerPort?: number }[] }
  if (!Array.isArray(ports)) return undefined
  const http = ports.find(({ name }) => name === 'http') ?? (ports.length === 1 ? ports[0] : undefined)
  const found = ports.find(({ containerPort }) => own !== undefined && containerPort === own) ?? http
  return found?.name ?? found?.containerPort
}

/** A service that the catalog declares. */
function declared(repository: Repository, name: string) {
  const { config } = readConfig(repository)
  return declaredServices(readCatalog(repository, config.catalog.file)).find((service) => service.name === name)
}
