import type { UnnamedRelease } from './charts.ts'

/** What in many systems something is called: without more before it, such a name tells nobody which is meant. */
const general =
  /^(?:admin|agent|api|app|application|auth|backend|cache|client|console|controller|core|cron|dashboard|database|db|engine|frontend|gateway|jobs?|main|manager|master|node|operator|portal|proxy|queue|redis|scheduler|server|service|site|ui|web(?:app|ui)?|workers?)$/

/**
 * What a workload is called without the release before its name (`orders` of `shop-orders`), where nobody named the release
 * and the rest begins with the name of its own chart, which is a part of the one that the release is called after, or
 * that very chart (`orders-orders`). Undefined where that is not so, or the rest would tell little.
 */
export function ownName(name: string, unnamed: readonly UnnamedRelease[]): string | undefined {
  for (const { release, chart } of unnamed) {
    const rest = name.startsWith(`${release}-`) ? name.slice(release.length + 1) : ''
    if ((rest === chart || rest.startsWith(`${chart}-`)) && !general.test(rest)) return rest
  }
  return undefined
}
