import type { Report } from '../rule.ts'

/** Of several copies of one manifest, the one nearest to the root is the one to speak of, and `web.yaml` before `web-mesh.yaml`. */
export const byNearness = (a: string, b: string): number => depth(a) - depth(b) || a.length - b.length

/** What people run by hand, and not what is deployed: `scripts/manifests/orders.yaml`, beside a chart. */
const byHand = /(?:^|\/)(?:scripts?|tools?|dev|develop|local)\//

/** What is made of the others for who only installs them lies behind them: its own advice would be lost with the next one. */
const depth = (file: string): number =>
  file.split('/').length + (/(?:^|\/)releases?\//.test(file) ? 1 : 0) + (byHand.test(file) ? 3 : 0)

/**
 * One fault in several copies of a manifest (overlays, a release made of them all, a variant for another cluster) is one
 * finding: in the copy nearest to the root, with the places of the others, and mended in all. Copies are told by what is said of
 * them, or by what `keyOf` says in its place.
 */
export function toldOnce(
  reports: Iterable<Report>,
  keyOf: (report: Report) => string = ({ message }) => message,
): Report[] {
  const alike = new Map<string, Report[]>()
  for (const report of reports) {
    const key = keyOf(report)
    const known = alike.get(key)
    if (known) known.push(report)
    else alike.set(key, [report])
  }
  return [...alike.values()].flatMap((alike) => {
    const [first, ...copies] = alike.toSorted((a, b) => byNearness(a.at.file, b.at.file))
    if (first === undefined) return []
    // A template that is drawn several times is one place.
    const places = new Map(copies.map(({ at }) => [`${at.file}:${at.line}:${at.column}`, at] as const))
    places.delete(`${first.at.file}:${first.at.line}:${first.at.column}`)
    const others = [...places.values()].map((at) => ({ ...at, message: 'the same in this manifest' }))
    const fix = [first, ...copies].flatMap((report) => report.fix ?? [])
    return [{ ...first, related: [...(first.related ?? []), ...others], ...(fix.length > 0 ? { fix } : {}) }]
  })
}
