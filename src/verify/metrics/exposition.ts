/** One line of a scrape. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What `/metrics` says, read. */
export interface Exposition {
  readonly samples: readonly Sample[]
  /** Type by the name of a metric: `histogram`, `gauge`, … */
  readonly types: ReadonlyMap<string, string>
  /** Lines that are neither. */
  readonly unreadable: readonly string[]
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)(?:\s+-?[\d.]+)?(?:\s+#.*)?$/
const label = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/y

/** Reads the text format of Prometheus, which OpenMetrics also looks like. */
export function readExposition(text: string): Exposition {
  const samples: Sample[] = []
  const types = new Map<string, string>()
  const unreadable: string[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, typed, type] = /^#\s*TYPE\s+(\S+)\s+(\S+)$/.exec(line) ?? []
    if (typed && type) types.set(typed, type)
    if (line === '' || line.startsWith('#')) continue
    const [, name, labels, value] = sampleLine.exec(line) ?? []
    const read = name === undefined ? undefined : readLabels(labels ?? '')
    const number = toNumber(value ?? '')
    if (name !== undefined && read && !Number.isNaN(number)) samples.push({ name, labels: read, value: number })
    else if (!/\sNaN\b/i.test(line)) unreadable.push(line)
  }
  return { samples, types, unreadable }
}

function readLabels(text: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {}
  label.lastIndex = 0
  while (label.lastIndex < text.length) {
    const [, name, value] = label.exec(text) ?? []
    if (name === undefined || value === undefined) return undefined
    labels[name] = value.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character))
  }
  return labels
}

const toNumber = (text: string): number => Number(text.replace(/^([+-]?)Inf$/i, '$1Infinity'))

/** How many label sets each metric has; a histogram counts once for all its buckets. */
export function seriesCounts({ samples }: Exposition): Map<string, number> {
  const sets = new Map<string, Set<string>>()
  for (const { name, labels } of samples) {
    const { le: _le, quantile: _quantile, ...own } = labels
    const metric = name.replace(/_(?:bucket|count|sum)$/, '')
    const known = sets.get(metric) ?? new Set<string>()
    sets.set(metric, known.add(JSON.stringify(Object.entries(own).sort())))
  }
  return new Map([...sets].map(([metric, set]) => [metric, set.size]))
}
