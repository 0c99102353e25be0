import { quoted } from '../logs/log-line.ts'
import type { Launched } from './launched.ts'

/** As runtimes name what a program died of, among the lines of its stack. */
const cause = /\b\w*(?:Error|Exception)\b|\bpanic/

/** The end of a process that nobody asked to end, with the line that tells why, or else the last that it printed. */
export function howItEnded({ exit, lines }: Launched): string {
  const last = lines.filter(({ text }) => text.trim() !== '').slice(-40)
  const line = last.findLast(({ stream, text }) => stream === 'stderr' && cause.test(text)) ?? last.at(-1)
  const printed = line ? `it printed ${quoted(line.text.trim())}` : 'it printed nothing'
  return `it ended with exit code ${exit?.code}: ${printed}`
}
