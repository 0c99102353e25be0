import { joined } from './path.ts'

/** How code of a language puts a path before those of many routes in the same file. */
export interface Grouping {
  /**
   * Gives a path to a name that routes hang on: groups `name`, `path` and `parent`, what it hangs on itself. `later`: it may
   * be given below the routes.
   */
  readonly named?: { readonly patterns: readonly RegExp[]; readonly later?: true }
  /** Where names end that were given before: each function has its own. */
  readonly scope?: RegExp
  /** Ends with the bracket that opens what is below a path: group `path`. */
  readonly blocks?: readonly RegExp[]
}

/** A name with a path. */
interface Group {
  readonly offset: number
  readonly name: string
  readonly parent: string | undefined
  readonly path: string
}

/** No router hangs on more others, and none has a longer path. */
const deepest = 8
const longest = 400

/** Tells what groups put before routes; the empty text where they put nothing. */
export interface Prefixes {
  /** Before a route at a place that hangs on a name. Asked for places in their order. */
  at(offset: number, name: string | undefined): string
  /** Before what hangs on a name anywhere in the file. */
  of(name: string): string
}

/** Finds the groups of a file. */
export function groupPrefixes(grouping: Grouping, text: string): Prefixes {
  const groups = namedGroups(grouping, text)
  const first = new Map<string, Group>()
  for (const group of groups) if (!first.has(group.name)) first.set(group.name, group)
  const anywhere = (name: string, depth = 0): string => {
    const group = depth < deepest ? first.get(name) : undefined
    if (group === undefined) return ''
    const above = group.parent === undefined || group.parent === name ? '' : anywhere(group.parent, depth + 1)
    return hung(above, group.path)
  }
  const ends = grouping.scope === undefined ? [] : [...text.matchAll(grouping.scope)].map(({ index }) => index)
  const current = new Map<string, string>()
  const inBlocks = blockPrefixes(grouping.blocks ?? [], text)
  let [next, nextEnd] = [0, 0]
  const below = (name: string | undefined): string =>
    name === undefined ? '' : (current.get(name) ?? (grouping.named?.later ? anywhere(name) : ''))
  const at = (offset: number, name: string | undefined): string => {
    for (; next < groups.length; next++) {
      const group = groups[next]
      if (group === undefined || group.offset >= offset) break
      for (; (ends[nextEnd] ?? offset) < group.offset; nextEnd++) current.clear()
      current.set(group.name, hung(below(group.parent), group.path))
    }
    for (; (ends[nextEnd] ?? offset) < offset; nextEnd++) current.clear()
    return hung(below(name), inBlocks(offset))
  }
  return { at, of: anywhere }
}

const hung = (above: string, path: string): string => (above.length > longest ? path : joined(above, path))

function namedGroups({ named }: Grouping, text: string): Group[] {
  const groups = (named?.patterns ?? []).flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, groups = {} }): Group[] =>
      groups['name'] === undefined
        ? []
        : [{ offset: index, name: groups['name'], parent: groups['parent'], path: groups['path'] ?? '' }],
    ),
  )
  return groups.sort((a, b) => a.offset - b.offset)
}

/** Tells, for places in their order, the paths of the blocks that they lie in. */
function blockPrefixes(patterns: readonly RegExp[], text: string): (offset: number) => string {
  const opens = new Map<number, string>()
  for (const pattern of patterns) {
    for (const { 0: whole, index, groups } of text.matchAll(pattern))
      opens.set(index + whole.length - 1, groups?.['path'] ?? '')
  }
  if (opens.size === 0) return () => ''
  const open: string[] = ['']
  let at = 0
  return (offset) => {
    for (; at < offset; at++) {
      const path = opens.get(at)
      const above = open.at(-1) ?? ''
      if (text[at] === '{') open.push(path === undefined ? above : hung(above, path))
      else if (text[at] === '}' && open.length > 1) open.pop()
    }
    return open.at(-1) ?? ''
  }
}
