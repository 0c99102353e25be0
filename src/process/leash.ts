/** What must not outlive us, each with how it is ended at once. */
const held = new Set<() => void>()
let isWatching = false

/**
 * Ends something, synchronously, when this process exits before it is let go of. Returns how to let go. A signal with no
 * handler ends a process without that: who holds something and may be signalled must turn signals into an exit.
 */
export function onLeash(end: () => void): () => void {
  if (!isWatching) process.on('exit', endAll)
  isWatching = true
  held.add(end)
  return () => held.delete(end)
}

function endAll(): void {
  for (const end of held) {
    try {
      end()
    } catch {
      // It has ended by itself.
    }
  }
  held.clear()
}
