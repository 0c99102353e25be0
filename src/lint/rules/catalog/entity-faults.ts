import type { Report, RuleContext } from '../../rule.ts'

/** What reading the catalog found wrong with its entities, as reports; `isOurs` takes the codes of one rule. */
export function* entityFaults(
  { catalog, serviceOf }: RuleContext,
  isOurs: (code: string) => boolean,
): Iterable<Report> {
  for (const { code, message, hint, place } of catalog.problems) {
    if (!isOurs(code) || place === undefined) continue
    const service = serviceOf(place.file)
    yield {
      message,
      at: { file: place.file, line: place.line ?? 1, column: place.column ?? 1 },
      services: service ? [service.name] : [],
      ...(hint ? { help: hint } : {}),
    }
  }
}
