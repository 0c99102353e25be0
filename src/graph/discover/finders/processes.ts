import { isTooling } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'
import type { Finder } from './finder.ts'

/** What every list calls the one that answers, or the one that works through a queue: the folder tells more. */
const vague = /^(?:web|worker|app|api|server|main|default|dev|start)$/i
/** What runs once, or only for who works on the code. */
const aside =
  /^(?:release|post-?deploy)$|\b(?:build|migrat\w*|storybook|lint|tests?|tsc|webpack(?:-dev-server)?|tailwind(?:css)?)\b/i

/** Processes that a platform or a manager keeps running, each from a folder of its own: `cart: node services/cart/index.js`. */
export const processes: Finder = ({ facts, sources, nameFor }, found) => {
  for (const { name, command, folder, at } of facts.of('process')) {
    const isAside = aside.test(name) || aside.test(command) || isTooling(name) || isTestFile(at.file)
    if (isAside || folder === '.' || sources.languageOf(folder) === undefined || !found.isApart(folder)) continue
    found.add(vague.test(name) ? nameFor(folder) : name, folder, at, true)
  }
}
