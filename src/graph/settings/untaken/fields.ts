import { isAddressField } from '../../../facts/code/field-reads.ts'
import type { At } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import type { Service } from '../../graph.ts'
import type { LibraryUsers } from '../../owners/library-users.ts'
import { servicesOf } from '../../subjects/of-file.ts'
import { isTestFile } from '../../test-file.ts'
import { hasSettingsObjects, unreadMembers } from './members.ts'

/** Whether a service takes nothing of the field that a variable or an address fills; false where it fills none. */
export type UnreadFields = (service: Service, kept: { readonly at: At; readonly field?: string | undefined }) => boolean

/**
 * Whether a service's code, and code of nobody's that it may be built with, never takes a field that a framework fills
 * from the environment: a setting that was left behind, or one that a class for all offers to others.
 */
export function unreadFields(services: readonly Service[], facts: FactIndex, ownersOf: LibraryUsers): UnreadFields {
  const isUnreadMember = unreadMembers(services, facts, ownersOf)
  const reads = new Map<Service | undefined, Set<string>>()
  const note = (file: string, name: string): void => {
    if (isTestFile(file)) return
    const readers = servicesOf({ services }, file)
    for (const reader of readers.length > 0 ? readers : [undefined])
      reads.set(reader, (reads.get(reader) ?? new Set()).add(name.toLowerCase()))
  }
  for (const { at, name } of facts.of('field-read')) {
    if (!hasSettingsObjects(at.file)) note(at.file, name)
  }
  // `from shop.settings import CART_URL`
  for (const { at, language, specifier } of facts.of('import')) {
    const name = language === 'python' ? specifier.slice(specifier.lastIndexOf('.') + 1) : ''
    if (isAddressField(name)) note(at.file, name)
  }
  const isRead = (by: Service | undefined, field: string): boolean => {
    const names = reads.get(by)
    return names !== undefined && (names.has(field.toLowerCase()) || names.has('*'))
  }
  return (service, { at, field }) => {
    if (field === undefined) return false
    if (hasSettingsObjects(at.file)) return isUnreadMember(service, at.file, field)
    return isAddressField(field) && !isRead(service, field) && !isRead(undefined, field)
  }
}
