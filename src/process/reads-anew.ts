import type { EventEmitter } from 'node:events'

/**
 * Says that this run draws facts and judges, which calls far more of the program than one that takes an earlier answer. What
 * starts the program (bin/compiled.js) listens: it keeps compiled code for the latter alone, since all that is kept has to be read
 * at each start.
 */
export const readsAnew = (): void => {
  ;(process as EventEmitter).emit('msvc:reads-anew')
}
