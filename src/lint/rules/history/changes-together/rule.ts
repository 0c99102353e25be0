import type { Report, Rule } from '../../../rule.ts'

/** What says nothing of how code hangs together. */
const incidental =
  /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|uv\.lock|poetry\.lock|go\.sum|Cargo\.lock)$|\.md$/i

/** Logical coupling by support and confidence, after Gall, Hajek and Jazayeri (1998) and Zimmermann and others (2005). */
export const changesTogether: Rule = {
  id: 'changes-together',
  group: 'history',
  severity: 'warning',
  needs: 'history',
  summary: 'Two services that keep changing in the same commits.',
  why: 'What has to change together has to be released together: the services are one, in two places.',
  help: 'Find what they share (a contract, a rule of the business, a data format) and give it to one of them, or merge them.',
  options: { commits: { default: 8 }, percent: { default: 50 }, mass: { default: 4 } },
  *check({ graph, history, options, serviceOf }) {
    const touched = history
      .map((files) => servicesIn(files, (file) => serviceOf(file)?.name))
      // Formatting, renames and bumps change many services at once and tie none of them together.
      .filter((names) => names.size > 0 && names.size <= options.number('mass'))
    for (const [index, one] of graph.services.entries()) {
      for (const other of graph.services.slice(index + 1)) {
        const report = pairReport(one.name, other.name, touched)
        const isOften = report !== undefined && report.both >= options.number('commits')
        if (isOften && report.percent >= options.number('percent')) yield { ...report.finding, at: one.at }
      }
    }
  },
}

function servicesIn(files: readonly string[], serviceOf: (file: string) => string | undefined): Set<string> {
  const names = files.filter((file) => !incidental.test(file)).map(serviceOf)
  return new Set(names.filter((name) => name !== undefined))
}

interface PairReport {
  readonly both: number
  /** Of the commits that change the one that changes less, how many change the other. */
  readonly percent: number
  readonly finding: Omit<Report, 'at'>
}

function pairReport(one: string, other: string, commits: readonly ReadonlySet<string>[]): PairReport | undefined {
  const both = commits.filter((names) => names.has(one) && names.has(other)).length
  if (both === 0) return undefined
  const [rarer, often] = [one, other].sort((a, b) => countOf(a, commits) - countOf(b, commits)) as [string, string]
  const all = countOf(rarer, commits)
  return {
    both,
    percent: (both / all) * 100,
    finding: {
      message: `${rarer} rarely changes without ${often}: ${both} of its ${all} commits change both.`,
      services: [one, other],
    },
  }
}

const countOf = (name: string, commits: readonly ReadonlySet<string>[]): number =>
  commits.filter((names) => names.has(name)).length
