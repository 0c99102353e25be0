import { type Document, isAlias, isCollection, isMap, isPair, isScalar, type YAMLMap } from 'yaml'
import type { Problem } from '../errors/problem.ts'
import { circularAlias, danglingAlias, duplicateKey, tooManyAliases } from './problems.ts'

/** Aliases of aliases can stand for gigabytes; this many nodes is far above any honest manifest. */
export const maxAliasCount = 2000

export interface OffsetFault {
  readonly problem: Problem
  readonly offset: number
}

/**
 * What only a whole document can tell: keys that stand twice, aliases for nothing and for themselves. One walk, since the
 * parser's own ways compare every key with every other and look for each anchor through all of the document.
 */
export function structureFaults(document: Document.Parsed): OffsetFault[] {
  const faults: OffsetFault[] = []
  const anchors = new Map<string, unknown>()
  const open = new Set<unknown>()
  let aliases = 0
  const walk = (node: unknown): void => {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      const offset = node.range?.[0] ?? 0
      aliases += 1
      if (target === undefined) faults.push({ problem: danglingAlias(node.source), offset })
      else if (open.has(target)) faults.push({ problem: circularAlias(node.source), offset })
      else if (aliases === maxAliasCount + 1) faults.push({ problem: tooManyAliases, offset })
      return
    }
    if (isPair(node)) {
      walk(node.key)
      walk(node.value)
      return
    }
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node)
    if (!isCollection(node)) return
    if (isMap(node)) faults.push(...duplicateKeys(node))
    open.add(node)
    for (const item of node.items) walk(item)
    open.delete(node)
  }
  walk(document.contents)
  return faults
}

function duplicateKeys(map: YAMLMap): OffsetFault[] {
  const seen = new Set<unknown>()
  return map.items.flatMap(({ key }) => {
    // Maps may be merged more than once.
    if (!isScalar(key) || key.value === '<<') return []
    if (seen.has(key.value)) return [{ problem: duplicateKey(String(key.value)), offset: key.range?.[0] ?? 0 }]
    seen.add(key.value)
    return []
  })
}
