import { isKeptRunning } from '../programs/kept-running.ts'
import type { Finder } from './finder.ts'

/** What every list calls the one that answers, or the one that works through a queue: the folder tells more. */
const vague = /^(?:web|worker|app|api|server|main|default|dev|start)$/i

/** Processes that a platform or a manager keeps running, each from a folder of its own: `cart: node services/cart/index.js`. */
export const processes: Finder = ({ facts, sources, nameFor }, found) => {
  for (const { name, folder, at } of facts.of('process').filter(isKeptRunning)) {
    if (folder === '.' || sources.languageOf(folder) === undefined || !found.isApart(folder)) continue
    found.add(vague.test(name) ? nameFor(folder) : name, folder, at, true)
  }
}
