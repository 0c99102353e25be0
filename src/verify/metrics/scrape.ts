import { ask } from '../http/ask.ts'
import { type Exposition, readExposition, type Sample } from './exposition.ts'

/** The metrics of a service now. */
export async function scrape(url: string): Promise<Exposition> {
  const answer = await ask(url, { path: '/metrics', headers: { accept: 'text/plain' } })
  return readExposition(answer.status === 200 ? answer.body : '')
}

/** The sum of what samples of a name, with these labels, hold. */
export function total({ samples }: Exposition, name: string, labels: Readonly<Record<string, string>> = {}): number {
  return samples
    .filter((sample) => sample.name === name && hasLabels(sample, labels))
    .reduce((sum, { value }) => sum + value, 0)
}

const hasLabels = (sample: Sample, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([name, value]) => sample.labels[name] === value)
