const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Until the returned function is called, the signals that ask us to stop call `onSignal` instead of ending the process. */
export function catchSignals(onSignal: () => void): () => void {
  for (const signal of stopping) process.on(signal, onSignal)
  return () => {
    for (const signal of stopping) process.off(signal, onSignal)
  }
}
