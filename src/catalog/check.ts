import { posix } from 'node:path'
import { didYouMean } from '../errors/did-you-mean.ts'
import type { Problem } from '../errors/problem.ts'
import { isPlainMap, type Loose } from '../yaml/loose.ts'
import type { YamlDocument, YamlPath } from '../yaml/read.ts'
import type { Entity } from './catalog.ts'
import { checkMetadata } from './check-metadata.ts'
import { checkSpec } from './check-spec.ts'
import type { Fault } from './fault.ts'
import { isApiVersion, isKind, isObjectName, isText } from './formats.ts'
import { kinds, schemaOf } from './kinds.ts'

export { missingOwner } from './fault.ts'

/** What one document of a catalog file is, and what is wrong with it. */
export interface CheckedEntity {
  /** Undefined when it has no kind or name to call it by. */
  readonly entity?: Entity
  readonly faults: readonly Problem[]
}

const rootFields = ['apiVersion', 'kind', 'metadata', 'spec']
const apiVersions = ['backstage.io/v1alpha1', 'backstage.io/v1beta1']

/** Checks one document in the form of a Backstage entity, as far as the catalog's own model does, and our annotations in it. */
export function checkEntity(document: YamlDocument, file: string): CheckedEntity {
  const faults: Problem[] = []
  const fault: Fault = (path, message, hint, code = 'catalog-schema') => {
    faults.push({ code, message, hint, place: document.placeOf(path) })
  }
  if (!isPlainMap(document.data)) {
    fault([], 'A catalog file holds entities, and this is none.', 'Start it with apiVersion, kind, metadata and spec.')
    return { faults }
  }
  const { kind, metadata, spec } = document.data
  const name = isPlainMap(metadata) ? metadata['name'] : undefined
  if (!isText(kind)) {
    fault(['kind'], 'The entity has no kind.', `Give it one of ${Object.keys(kinds).join(', ')}.`)
    return { faults }
  }
  if (!isText(name)) {
    fault(['metadata'], `This ${kind} has no name.`, 'Give it a metadata.name.')
    return { faults }
  }
  const label = `${kind} "${name}"`
  const type = isPlainMap(spec) ? spec['type'] : undefined
  checkKind(document.data, kind, label, fault)
  for (const key of Object.keys(document.data)) {
    if (rootFields.includes(key)) continue
    const place = document.placeOfKey([key])
    const message = `${label} has a field "${key}" beside its spec.`
    faults.push({ code: 'catalog-schema', message, hint: didYouMean(key, rootFields), place })
  }
  if (!isObjectName(name)) {
    const hint = 'Use letters, digits, "-", "_" and ".", at most 63, with a letter or digit at both ends.'
    fault(['metadata', 'name'], `"${name}" is no name for an entity.`, hint)
  }
  checkMetadata(metadata as Loose, label, fault)
  const schema = schemaOf(kind, type)
  if (schema) checkSpec(spec, label, schema, fault)
  return { entity: toEntity(document, kind, name, file), faults }
}

/** Kinds of other systems live beside Backstage's own, under versions that are not its own. */
function checkKind({ apiVersion }: Loose, kind: string, label: string, fault: Fault): void {
  const isOwn = typeof apiVersion === 'string' && /^backstage\.io\/|^[^/]*$/.test(apiVersion)
  const isKnown = Object.hasOwn(kinds, kind)
  const isVersion = typeof apiVersion === 'string' && isApiVersion(apiVersion)
  if (!isVersion || (isOwn && isKnown && kind !== 'Template' && !apiVersions.includes(apiVersion))) {
    fault(['apiVersion'], `${label} has no apiVersion that Backstage knows.`, `Write "apiVersion: ${apiVersions[0]}".`)
  }
  if ((isOwn && !isKnown) || !isKind(kind)) {
    fault(['kind'], `Backstage has no kind "${kind}".`, didYouMean(kind, Object.keys(kinds)))
  }
}

function toEntity(document: YamlDocument, kind: string, name: string, file: string): Entity {
  const { metadata, spec } = document.data as { metadata: Loose; spec?: unknown }
  const place = (path: YamlPath) => {
    const { line, column } = document.placeOf(path)
    return { file, line, column }
  }
  const annotations = isPlainMap(metadata['annotations']) ? metadata['annotations'] : {}
  const texts = Object.entries(annotations).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))
  return {
    kind,
    namespace: isText(metadata['namespace']) ? metadata['namespace'] : 'default',
    name,
    folder: posix.dirname(file),
    annotations: Object.fromEntries(texts),
    ...(typeof metadata['description'] === 'string' ? { description: metadata['description'] } : {}),
    spec: isPlainMap(spec) ? spec : {},
    at: place(['metadata', 'name']),
    placeOf: place,
  }
}
