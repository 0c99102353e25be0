import { createHash } from 'node:crypto'
import type { Finding, RawFinding } from './finding.ts'

/**
 * Gives each finding a name that it keeps while lines move and code is formatted: rule, files, services and what its line
 * says, but no line number. Findings that are alike in all of these are counted, in the order given.
 */
export function withFingerprints(
  findings: readonly RawFinding[],
  read: (file: string) => string | undefined,
): Finding[] {
  const counts = new Map<string, number>()
  const lineAt = lineReader(read)
  return findings.map((finding) => {
    const { rule, at, related, services } = finding
    const files = [at.file, ...new Set(related.map(({ file }) => file).sort())]
    const content = normalised(lineAt(at.file, at.line))
    const hash = createHash('sha256').update(JSON.stringify([rule, files, services, content]))
    const name = hash.digest('hex').slice(0, 16)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return { ...finding, fingerprint: `${name}:${count}` }
  })
}

/** Who allows one of two faults on a line does not make another fault of the other. */
const ownComment = /\S{1,4}\s*msvc-ignore\b.*$/s

/** What formatters leave of a line: no white space, one kind of quotes, no comma or semicolon at the end. */
function normalised(line: string): string {
  return line
    .replace(ownComment, '')
    .replace(/\s+/g, '')
    .replace(/["`]/g, "'")
    .replace(/[,;]+$/, '')
}

/** Findings come file by file: the lines of one are kept at a time. */
function lineReader(read: (file: string) => string | undefined): (file: string, line: number) => string {
  let current: { readonly file: string; readonly lines: readonly string[] } | undefined
  return (file, line) => {
    if (current?.file !== file) current = { file, lines: (read(file) ?? '').split('\n') }
    return current.lines[line - 1] ?? ''
  }
}
