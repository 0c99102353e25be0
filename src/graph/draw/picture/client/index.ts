import { choose } from './choose.ts'
import { use } from './use.ts'
import { view } from './view.ts'

/** What the page does when it is used: plain script without a build. It reads the element `data`, and the picture as drawn. */
export const client = `${view}${choose}${use}`
