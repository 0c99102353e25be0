import { countOutcomes, type VerificationReporter } from './verification.ts'

/** For programs. */
export const json: VerificationReporter = (verification) => {
  const { service, target, results, seconds } = verification
  const rows = results.map(({ row, verdict, seconds: took }) => {
    const { id, name, title, source } = row
    return { id, name, title, source, ...verdict, seconds: round(took) }
  })
  const summary = { ...countOutcomes(verification), seconds: round(seconds) }
  return `${JSON.stringify({ version: 1, service, target, rows, summary }, null, 2)}\n`
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000
