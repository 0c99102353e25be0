import { posix } from 'node:path'
import { didYouMean, nearest } from '../errors/did-you-mean.ts'
import type { Problem } from '../errors/problem.ts'
import type { YamlDocument, YamlPath } from '../yaml/read.ts'
import type { Entity } from './catalog.ts'
import { type FieldType, kinds } from './kinds.ts'

type Fields = Readonly<Record<string, unknown>>

/** Code of the fault that an entity has no owner: a rule of its own reports it. */
export const missingOwner = 'missing-owner'

export interface CheckedEntity {
  /** Undefined when it has no kind or name to call it by. */
  readonly entity?: Entity
  readonly faults: readonly Problem[]
}

/** `metadata.name`, of entities and of what labels and annotations are called. */
const objectName = /^(?=.{1,63}$)(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const dnsLabel = /^(?=.{1,63}$)[a-z0-9]+(?:-+[a-z0-9]+)*$/
const apiVersions = ['backstage.io/v1alpha1', 'backstage.io/v1beta1']

/** Checks one document in the form of a Backstage entity, as far as the catalog's own model does. */
export function checkEntity(document: YamlDocument, file: string): CheckedEntity {
  const faults: Problem[] = []
  const fault: Fault = (path, message, hint, code = 'catalog-schema') => {
    faults.push({ code, message, hint, place: document.placeOf(path) })
  }
  if (!isMap(document.data)) {
    fault([], 'A catalog file holds entities, and this is none.', 'Start it with apiVersion, kind, metadata and spec.')
    return { faults }
  }
  const { apiVersion, kind, metadata, spec } = document.data
  const name = isMap(metadata) ? metadata['name'] : undefined
  if (typeof kind !== 'string' || kind === '') {
    fault(['kind'], 'The entity has no kind.', `Give it one of ${Object.keys(kinds).join(', ')}.`)
    return { faults }
  }
  if (typeof name !== 'string' || name === '') {
    fault(['metadata'], `This ${kind} has no name.`, 'Give it a metadata.name.')
    return { faults }
  }
  const label = `${kind} "${name}"`
  const schema = kinds[kind]
  const foreign = typeof apiVersion === 'string' && !apiVersion.startsWith('backstage.io/')
  if (
    typeof apiVersion !== 'string' ||
    (schema && !foreign && !apiVersions.includes(apiVersion) && kind !== 'Template')
  ) {
    fault(['apiVersion'], `${label} has no apiVersion that Backstage knows.`, `Write "apiVersion: ${apiVersions[0]}".`)
  }
  if (schema === undefined && !foreign && nearest(kind, Object.keys(kinds)) !== undefined) {
    fault(['kind'], `Backstage has no kind "${kind}".`, didYouMean(kind, Object.keys(kinds)))
  }
  if (!objectName.test(name)) {
    const hint = 'Use letters, digits, "-", "_" and ".", at most 63, with a letter or digit at both ends.'
    fault(['metadata', 'name'], `"${name}" is no name for an entity.`, hint)
  }
  checkMetadata(metadata as Fields, label, fault)
  if (schema) checkSpec(spec, label, schema, fault)
  return { entity: toEntity(document, kind, name, file), faults }
}

type Fault = (path: YamlPath, message: string, hint: string, code?: string) => void

function checkMetadata(metadata: Fields, label: string, fault: Fault): void {
  const { namespace } = metadata
  if (namespace !== undefined && (typeof namespace !== 'string' || !dnsLabel.test(namespace))) {
    fault(
      ['metadata', 'namespace'],
      `The namespace of ${label} is no DNS label.`,
      'Use lower-case letters, digits, "-".',
    )
  }
  for (const field of ['labels', 'annotations'] as const) {
    const map = metadata[field]
    if (map === undefined || map === null) continue
    if (!isMap(map)) {
      fault(['metadata', field], `The ${field} of ${label} must be a map.`, 'Write one "key: value" a line.')
      continue
    }
    for (const [key, value] of Object.entries(map)) {
      const path = ['metadata', field, key]
      if (!isQualifiedName(key)) {
        fault(path, `"${key}" is no key for ${field}.`, 'Write it as name, or as example.com/name.')
      }
      if (typeof value === 'string' && (field === 'annotations' || value === '' || objectName.test(value))) continue
      const hint =
        typeof value === 'string' ? 'A label is a name of at most 63 characters.' : `Quote it: "${String(value)}".`
      fault(path, `"${key}" of ${label} must be a text.`, hint)
    }
  }
}

function checkSpec(spec: unknown, label: string, schema: (typeof kinds)[string], fault: Fault): void {
  if (!isMap(spec)) {
    fault(
      ['spec'],
      `${label} has no spec.`,
      `Give it a spec with ${Object.keys(schema.required).join(', ') || 'its fields'}.`,
    )
    return
  }
  for (const [field, type] of Object.entries(schema.required)) {
    if (spec[field] === undefined || spec[field] === null) {
      const hint = `Add "${field}: ${type === 'texts' ? '[]' : '…'}" to its spec.`
      fault(['spec'], `${label} has no spec.${field}.`, hint, field === 'owner' ? missingOwner : undefined)
    } else checkField(spec[field], ['spec', field], type, label, fault)
  }
  for (const [field, type] of Object.entries(schema.optional)) {
    if (spec[field] !== undefined) checkField(spec[field], ['spec', field], type, label, fault)
  }
}

function checkField(value: unknown, path: YamlPath, type: FieldType, label: string, fault: Fault): void {
  const isText = (item: unknown): boolean => typeof item === 'string' && item !== ''
  const fits = {
    text: () => isText(value),
    texts: () => Array.isArray(value) && value.every(isText),
    definition: () => isText(value) || (isMap(value) && ['$text', '$json', '$yaml'].some((key) => isText(value[key]))),
  }
  const wanted = { text: 'a text', texts: 'a list of texts', definition: 'a text, or "$text: <file>"' }
  if (!fits[type]()) fault(path, `${path.join('.')} of ${label} must be ${wanted[type]}.`, 'Mend or remove it.')
}

function toEntity(document: YamlDocument, kind: string, name: string, file: string): Entity {
  const { metadata, spec } = document.data as { metadata: Fields; spec?: unknown }
  const place = (path: YamlPath) => {
    const { line, column } = document.placeOf(path)
    return { file, line, column }
  }
  const annotations = isMap(metadata['annotations']) ? metadata['annotations'] : {}
  const texts = Object.entries(annotations).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))
  return {
    kind,
    namespace: typeof metadata['namespace'] === 'string' ? metadata['namespace'] : 'default',
    name,
    folder: posix.dirname(file),
    annotations: Object.fromEntries(texts),
    ...(typeof metadata['description'] === 'string' ? { description: metadata['description'] } : {}),
    spec: isMap(spec) ? spec : {},
    at: place(['metadata', 'name']),
    placeOf: place,
  }
}

/** `name`, or `dns.sub.domain/name`. */
function isQualifiedName(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse()
  const isDomain =
    prefix === undefined || (prefix.length <= 253 && prefix.split('.').every((part) => dnsLabel.test(part)))
  return rest.length === 0 && isDomain && objectName.test(name)
}

const isMap = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value)
