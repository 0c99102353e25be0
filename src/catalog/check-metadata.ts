import { isPlainMap, type Loose } from '../yaml/loose.ts'
import type { Fault } from './fault.ts'
import { isDnsLabel, isObjectName, isQualifiedName, isTag, isText } from './formats.ts'
import { annotation, portIn } from './services.ts'

/** Checks an entity's `metadata`, but its name. */
export function checkMetadata(metadata: Loose, label: string, fault: Fault): void {
  const { namespace, description, tags, links } = metadata
  if (namespace !== undefined && !(isText(namespace) && isDnsLabel(namespace))) {
    const hint = 'Use lower-case letters, digits, "-".'
    fault(['metadata', 'namespace'], `The namespace of ${label} is no DNS label.`, hint)
  }
  for (const field of ['title', 'uid', 'etag']) {
    if (metadata[field] !== undefined && !isText(metadata[field])) mustBeText(['metadata', field])
  }
  if (description !== undefined && typeof description !== 'string') mustBeText(['metadata', 'description'])
  for (const field of ['labels', 'annotations'] as const) checkMap(metadata[field], field, label, fault)
  list(
    tags,
    'tags',
    (tag) => typeof tag === 'string' && isTag(tag),
    'Tags are of lower-case letters, digits, "+", "#", "-".',
  )
  list(links, 'links', isLink, 'Give each link a "url" with its scheme; a "title", "icon" or "type" is a text.')

  function mustBeText(path: readonly string[]): void {
    fault(path, `${path.join('.')} of ${label} must be a text.`, 'Put it into quotes, or remove it.')
  }

  function list(items: unknown, field: string, isGood: (item: unknown) => boolean, hint: string): void {
    if (items === undefined) return
    if (!Array.isArray(items)) fault(['metadata', field], `The ${field} of ${label} must be a list.`, hint)
    else {
      for (const [index, item] of items.entries()) {
        if (!isGood(item)) fault(['metadata', field, index], `Of the ${field} of ${label}, one is not in form.`, hint)
      }
    }
  }
}

function checkMap(map: unknown, field: 'labels' | 'annotations', label: string, fault: Fault): void {
  if (map === undefined) return
  if (!isPlainMap(map)) {
    fault(['metadata', field], `The ${field} of ${label} must be a map.`, 'Write one "key: value" a line.')
    return
  }
  for (const [key, value] of Object.entries(map)) {
    const path = ['metadata', field, key]
    if (!isQualifiedName(key)) {
      fault(path, `"${key}" is no key for ${field}.`, 'Write it as name, or as example.com/name.')
    }
    if (key === annotation.port && isText(value) && portIn(value) === undefined) {
      const hint = 'Give it the number that the service answers at, from 1 to 65535, in quotes.'
      fault(path, `"${key}" of ${label} is "${value}", which is no port.`, hint)
      continue
    }
    const isAllowed = (text: string): boolean => field === 'annotations' || text === '' || isObjectName(text)
    if (typeof value === 'string' && isAllowed(value)) continue
    const hint =
      typeof value === 'string' ? 'A label is a name of at most 63 characters.' : `Quote it: "${String(value)}".`
    fault(path, `"${key}" of ${label} must be a ${typeof value === 'string' ? 'name' : 'text'}.`, hint)
  }
}

function isLink(link: unknown): boolean {
  if (!isPlainMap(link) || !isText(link['url']) || !URL.canParse(link['url'])) return false
  return ['title', 'icon', 'type'].every((field) => link[field] === undefined || isText(link[field]))
}
