import type { RawFinding } from './finding.ts'

/**
 * Findings that are mended in one go, told as one: at the first of them, beside which the others stand. Joined after
 * comments have had their say, so that each speaks of its own line alone.
 */
export function toldTogether(findings: readonly RawFinding[]): RawFinding[] {
  const groups = new Map<string, RawFinding[]>()
  const told: RawFinding[][] = []
  for (const finding of findings) {
    const { alike, rule, at } = finding
    const key = `${rule}\0${at.file}\0${finding.services.join()}`
    const group = alike && groups.get(key)
    if (group) group.push(finding)
    else {
      const fresh = [finding]
      told.push(fresh)
      if (alike) groups.set(key, fresh)
    }
  }
  return told.flatMap(joined)
}

function joined([first, ...others]: readonly RawFinding[]): RawFinding[] {
  if (first === undefined) return []
  const { alike, ...finding } = first
  if (alike === undefined || others.length === 0) return [finding]
  const counted = others.length === 1 ? `so does another ${alike.what}` : `so do ${others.length} other ${alike.what}s`
  const beside = others.map(({ at, alike: other }) => ({ ...at, message: other?.beside ?? '' }))
  return [
    {
      ...finding,
      message: `${finding.message.replace(/\.$/, '')}, and ${counted} in this file.`,
      related: [...finding.related, ...beside],
    },
  ]
}
