/** What runtimes tell of themselves, such as each kind of garbage collection once it has happened: no request makes these. */
const ofRuntime = /^(?:go|jvm|nodejs|process|python)_/

/** Metrics that have at least two label sets more than before, with how many; one more is that of all that is unknown. */
export function grownMetrics(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly (readonly [metric: string, more: number])[] {
  return [...after].flatMap(([metric, sets]) => {
    const more = sets - (before.get(metric) ?? 0)
    return more > 1 && !ofRuntime.test(metric) ? [[metric, more] as const] : []
  })
}
