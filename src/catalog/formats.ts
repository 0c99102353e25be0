/** Forms of words in the catalog, as its model has them. */

const objectNameForm = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const dnsLabelForm = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/
const tagForm = /^[a-z0-9+#]+(?:-[a-z0-9+#]+)*$/

const isShort = (text: string): boolean => text.length > 0 && text.length <= 63

/** `metadata.name`, of entities and of what labels and annotations are called. */
export const isObjectName = (text: string): boolean => isShort(text) && objectNameForm.test(text)

/** `metadata.namespace`, and each part of a domain. */
export const isDnsLabel = (text: string): boolean => isShort(text) && dnsLabelForm.test(text)

/** An item of `metadata.tags`. */
export const isTag = (text: string): boolean => isShort(text) && tagForm.test(text)

/** `kind`, of Backstage or of anybody else. */
export const isKind = (text: string): boolean => isShort(text) && /^[a-zA-Z][a-z0-9A-Z]*$/.test(text)

/** `v1`, or `example.com/v1`. */
export function isApiVersion(text: string): boolean {
  return hasPrefix(text, (version) => isShort(version) && /^[a-z0-9A-Z]+$/.test(version))
}

/** Key of a label or annotation: `name`, or `example.com/name`. */
export const isQualifiedName = (text: string): boolean => hasPrefix(text, isObjectName)

/** A text that says something. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function hasPrefix(text: string, isSuffix: (suffix: string) => boolean): boolean {
  const [suffix = '', prefix, ...rest] = text.split('/').reverse()
  const isDomain = prefix === undefined || (prefix.length <= 253 && prefix.split('.').every(isDnsLabel))
  return rest.length === 0 && isDomain && isSuffix(suffix)
}
