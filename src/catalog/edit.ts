import { posix } from 'node:path'
import picomatch from 'picomatch'
import { stringify } from 'yaml'
import { dataOf, parseDocuments } from '../yaml/documents.ts'
import { appendDocuments, editYaml, type YamlEdit } from '../yaml/edit.ts'
import { parseRef } from './references.ts'
import { annotation } from './services.ts'

/** A new service's own catalog file, for the root catalog to point at. */
export interface CatalogTarget {
  /** Path of the file from the root: `services/checkout/catalog-info.yaml`. */
  readonly file: string
  /** Name of the workspace, for the Location that is made where there is none. */
  readonly workspace: string
}

/**
 * Points the root catalog at a service's catalog file, sorted among its targets, all other bytes kept. A catalog
 * without a Location of files gets one as a document of its own. Throws UserError `yaml-edit`.
 */
export function addLocationTarget(text: string, rootFile: string, { file, workspace }: CatalogTarget): string {
  const target = `./${posix.relative(posix.dirname(rootFile), file)}`
  const locations = documentsOf(text).map(({ kind, spec }) => (kind === 'Location' ? (spec ?? {}) : undefined))
  if (locations.some((spec) => targetsOf(spec).some((known) => covers(known, target)))) return text
  const isOpen = (spec: LocationSpec | undefined): boolean =>
    spec !== undefined && spec.type !== 'url' && spec.target === undefined
  const hasSiblings = (spec: LocationSpec | undefined): boolean =>
    isOpen(spec) && targetsOf(spec).some((known) => areSiblings(known, target))
  const index = [locations.findIndex(hasSiblings), locations.findIndex(isOpen)].find((found) => found >= 0)
  if (index !== undefined) {
    return editYaml(text, rootFile, index, {
      kind: 'insert-item',
      path: ['spec', 'targets'],
      value: target,
      sorted: true,
    })
  }
  const location = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: { name: `${workspace}-services`, description: `The services of ${workspace}.` },
    spec: { type: 'file', targets: [target] },
  }
  return appendDocuments(text, stringify(location, { lineWidth: 0 }))
}

/** Whether a target is a file, or a glob that takes it in. */
const covers = (known: string, file: string): boolean =>
  posix.normalize(known) === posix.normalize(file) ||
  (/[*?[{]/.test(known) && picomatch.isMatch(posix.normalize(file), posix.normalize(known)))

/** `./services/a/catalog-info.yaml` and `./services/b/catalog-info.yaml` are. */
const areSiblings = (one: string, other: string): boolean =>
  posix.dirname(posix.dirname(posix.normalize(one))) === posix.dirname(posix.dirname(posix.normalize(other)))

/** Adds to what a Component depends on, all other bytes kept. A component that is not there leaves the text as it is. */
export function addDependency(text: string, file: string, component: string, on: string): string {
  const value = `component:${on}`
  return editComponent(text, file, component, { kind: 'insert-item', path: ['spec', 'dependsOn'], value, sorted: true })
}

/** Says where the code of a Component lies, all other bytes kept. A component that is not there leaves the text as it is. */
export function setFolder(text: string, file: string, component: string, folder: string): string {
  const path = ['metadata', 'annotations']
  return editComponent(text, file, component, { kind: 'set-entry', path, key: annotation.path, value: folder })
}

/** Declares the system that services are part of, where no document does. */
export function addSystem(text: string, name: string, owner: string): string {
  const isThere = documentsOf(text).some(({ kind, metadata }) => kind === 'System' && isNamed(metadata, name))
  if (isThere) return text
  const system = { apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name }, spec: { owner } }
  return appendDocuments(text, stringify(system, { lineWidth: 0 }))
}

/**
 * Declares a team that owns a service, where the catalog declares its teams itself; one that has no Group or User of
 * its own gets them from elsewhere, and is left as it is.
 */
export function addOwner(text: string, owner: string): string {
  const known = documentsOf(text).filter(({ kind }) => kind === 'Group' || kind === 'User')
  const ref = parseRef(owner, { kind: 'Group' })
  if (ref === undefined || ref.kind.toLowerCase() !== 'group' || known.length === 0) return text
  const { name, namespace } = ref
  if (known.some(({ metadata }) => isNamed(metadata, name))) return text
  const group = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, ...(namespace === 'default' ? {} : { namespace }) },
    spec: { type: 'team', children: [] },
  }
  return appendDocuments(text, stringify(group, { lineWidth: 0 }))
}

interface LooseEntity {
  readonly kind?: unknown
  readonly metadata?: { readonly name?: unknown }
  readonly spec?: LocationSpec
}

interface LocationSpec {
  readonly type?: unknown
  readonly target?: unknown
  readonly targets?: unknown
}

const isNamed = (metadata: LooseEntity['metadata'], name: string): boolean =>
  String(metadata?.name).toLowerCase() === name.toLowerCase()

/** Every document as data, in the order that edits count them; what is no map stands as an empty one. */
const documentsOf = (text: string): LooseEntity[] =>
  dataOf(parseDocuments(text)).map((data) => (data as LooseEntity | null) ?? {})

function editComponent(text: string, file: string, name: string, edit: YamlEdit): string {
  const index = documentsOf(text).findIndex(({ kind, metadata }) => kind === 'Component' && isNamed(metadata, name))
  return index < 0 ? text : editYaml(text, file, index, edit)
}

function targetsOf(spec: LocationSpec | undefined): string[] {
  const targets: unknown[] = Array.isArray(spec?.targets) ? spec.targets : []
  return [spec?.target, ...targets].filter((target): target is string => typeof target === 'string')
}
