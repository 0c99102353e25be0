import { hash } from 'node:crypto'
import type { Fact } from './fact.ts'

/** Facts of files that were read before, by path and text: what extractors state depends on nothing else. */
export interface FactCache {
  find(path: string, text: string): readonly Fact[] | undefined
  keep(path: string, text: string, facts: readonly Fact[]): void
}

/** A cache that can be kept as text between runs. */
export interface StoredFactCache extends FactCache {
  /** What the next run may need, as text; undefined where it is what there was. */
  text(): string | undefined
}

const digest = (text: string): string => hash('sha256', text, 'base64')

/**
 * Opens what an earlier run has kept. `tool` tells one state of the extractors from another; what another one has kept,
 * and text that is not whole, count as nothing.
 */
export function openFactCache(stored: string | undefined, tool: string): StoredFactCache {
  const known = entriesOf(stored, tool)
  const used = new Map<string, readonly Fact[]>()
  let isNew = false
  return {
    find(path, text) {
      const key = keyOf(path, text)
      const facts = used.get(key) ?? known.get(key)
      if (facts) used.set(key, facts)
      return facts
    },
    keep(path, text, facts) {
      const key = keyOf(path, text)
      if (used.get(key) === facts) return
      used.set(key, facts)
      isNew = true
    },
    text() {
      if (!isNew && used.size === known.size) return undefined
      const body = JSON.stringify([...used])
      return `${heading(tool, body)}\n${body}`
    },
  }
}

const keyOf = (path: string, text: string): string => `${path}\0${digest(text)}`

/** The digest is no protection against a forger, but tells what was cut off or changed by accident. */
const heading = (tool: string, body: string): string => `${tool} ${digest(body)}`

function entriesOf(stored: string | undefined, tool: string): ReadonlyMap<string, readonly Fact[]> {
  const end = stored?.indexOf('\n') ?? -1
  const body = stored?.slice(end + 1)
  if (stored === undefined || body === undefined || stored.slice(0, end) !== heading(tool, body)) return new Map()
  return new Map(JSON.parse(body) as [string, Fact[]][])
}
