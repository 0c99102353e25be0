import { comparePlaces, compareTexts } from '../facts/compare.ts'
import type { Finding, RawFinding } from './finding.ts'
import { withFingerprints } from './fingerprint.ts'

/** Sorts findings by file, line, column, rule and message, says equal ones once, and names them. `read`: text of a file. */
export function arrange(findings: readonly RawFinding[], read: (file: string) => string | undefined): Finding[] {
  return withFingerprints(distinct(findings.toSorted(byPlace)), read)
}

function byPlace(a: RawFinding, b: RawFinding): number {
  return comparePlaces(a.at, b.at) || compareTexts(a.rule, b.rule) || compareTexts(a.message, b.message)
}

function distinct(sorted: readonly RawFinding[]): RawFinding[] {
  const key = ({ rule, at, message }: RawFinding): string => `${rule}\0${at.file}\0${at.line}\0${at.column}\0${message}`
  return sorted.filter((finding, index) => {
    const previous = sorted[index - 1]
    return previous === undefined || key(previous) !== key(finding)
  })
}
