type Signal = 'SIGTERM' | 'SIGINT'

// While the service starts there is nothing to drain, and a signal just ends it. This is imported before anything that
// takes time to load: as the first process of a container it would ignore signals that it has no handler for.
let handler = (_signal: Signal): void => process.exit(0)

// The listeners stay, for a signal that has arrived and is not yet handled would be lost with its listener.
process.on('SIGTERM', () => handler('SIGTERM'))
process.on('SIGINT', () => handler('SIGINT'))

/** From now on, signals to stop go to `next`. */
export function onStopSignal(next: (signal: Signal) => void): void {
  handler = next
}
