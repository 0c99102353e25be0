import type { YamlPath } from './read.ts'

/**
 * A change of one document. `path` leads to the list or map; what is missing on the way is made. What is there already,
 * an item of this value or an entry of this key whatever its value, stays as it is; `set-entry` gives it the value.
 */
export type YamlEdit =
  | { readonly kind: 'insert-item'; readonly path: YamlPath; readonly value: string; readonly sorted?: boolean }
  | { readonly kind: 'add-entry'; readonly path: YamlPath; readonly key: string; readonly value: unknown }
  | { readonly kind: 'set-entry'; readonly path: YamlPath; readonly key: string; readonly value: string }

/** The data of a document as it is to be after an edit. */
export function applyEdit(data: unknown, edit: YamlEdit): unknown {
  const change = (value: unknown, path: YamlPath): unknown => {
    const [step, ...rest] = path
    if (typeof step === 'number') {
      const list = value as unknown[]
      return list.with(step, change(list[step], rest))
    }
    if (step !== undefined) {
      const map = value === null || value === undefined ? {} : (value as Record<string, unknown>)
      return { ...map, [step]: change(map[step], rest) }
    }
    if (edit.kind === 'add-entry') return { [edit.key]: edit.value, ...((value ?? {}) as object) }
    if (edit.kind === 'set-entry') return { ...((value ?? {}) as object), [edit.key]: edit.value }
    const list: unknown = value ?? []
    // No list: the data stays, and the splice that finds no list either is refused.
    if (!Array.isArray(list)) return [list, edit.value]
    return list.includes(edit.value) ? list : list.toSpliced(indexFor(list, edit), 0, edit.value)
  }
  return change(data, edit.path)
}

/** Where a new item goes: in its place where the list is sorted and is to be, else to the end. */
export function indexFor(list: readonly unknown[], edit: YamlEdit & { kind: 'insert-item' }): number {
  const texts = list.map(String)
  const isSorted = texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text)
  const later = edit.sorted && isSorted ? texts.findIndex((text) => text > edit.value) : -1
  return later < 0 ? list.length : later
}
