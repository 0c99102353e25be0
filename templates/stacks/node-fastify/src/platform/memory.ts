/** The first whose collector gives memory back to the system when told to; before it, a collection only costs some. */
const firstNode = 22

/**
 * Gives back what only the start needed, some 15 MiB of an idle process: left alone, V8 keeps it for ever.
 * Does nothing without `--expose-gc`.
 */
export function releaseMemory(): void {
  if (globalThis.gc === undefined || Number.parseInt(process.versions.node, 10) < firstNode) return
  // With the last of the objects of a kind V8 collects what it knows of their shape, and its optimized code stays slow
  // for good. Node makes an object for each tick, several a request; this one lives through the collection.
  process.nextTick(() => {})
  globalThis.gc({ type: 'major', flavor: 'last-resort' })
}
