import { annotation, declaredServices } from '../../../../catalog/services.ts'
import type { At } from '../../../../facts/fact.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import { imageName } from '../../../../products/image-name.ts'
import { storeKind } from '../../../../products/protocols.ts'
import type { Report, Rule } from '../../../rule.ts'

interface Claim {
  readonly port: number
  readonly name: string
  readonly at: At
  readonly profiles?: readonly string[] | undefined
  /** What it is run of. */
  readonly image?: string | undefined
}

export const portConflict: Rule = {
  id: 'port-conflict',
  group: 'catalog',
  severity: 'error',
  summary: 'Two services claim one port of the machine they are developed on.',
  why: 'They cannot run side by side: the second to start fails, or answers for the first.',
  help: 'Give one of the two another port, everywhere that it stands.',
  *check({ catalog, facts, subjectOf }) {
    const declared = declaredServices(catalog).flatMap(({ name, port, entity }): Claim[] =>
      port === undefined ? [] : [{ name, port, at: entity.placeOf(['metadata', 'annotations', annotation.port]) }],
    )
    yield* conflicts(declared, (claim) => `${claim.name} declares port ${claim.port}`)

    const byFile = new Map<string, Claim[]>()
    for (const workload of facts.of('workload')) {
      // What tests start, they start as they need it: one database after another on the same port.
      if (workload.source !== 'compose' || isTestFile(workload.at.file)) continue
      const name = subjectOf(workload)?.name ?? workload.name
      const claims = workload.containers.flatMap(({ ports, image, at }) =>
        ports.flatMap(({ host }): Claim[] =>
          host === undefined ? [] : [{ name, port: host, at, profiles: workload.profiles, image }],
        ),
      )
      byFile.set(workload.at.file, [...(byFile.get(workload.at.file) ?? []), ...claims])
    }
    const said = new Set<string>()
    // The file that people start by custom has the shortest name: `compose.yaml` beside `compose.lab.yaml`.
    const files = [...byFile].sort(([a], [b]) => a.length - b.length)
    for (const [, claims] of files)
      for (const report of conflicts(claims, (claim) => `${claim.name} publishes port ${claim.port}`)) {
        // Another file of the same system, for another machine, says again what the first does.
        if (!said.has(report.message)) yield report
        said.add(report.message)
      }
  },
}

/** Started by different profiles, of which nobody need choose both. */
const areApart = ({ profiles = [] }: Claim, other: Claim): boolean =>
  profiles.length > 0 && (other.profiles ?? []).length > 0 && !profiles.some((each) => other.profiles?.includes(each))

/** What one that is run for another purpose, or on another machine, is called besides: `cart-dev`, `models-gpu`. */
const variant = /[-_.](?:dev|develop(?:ment)?|prod(?:uction)?|debug|local|test|watch|hot|cpu|gpu|cuda|rocm)$/i

/** One service in two ways, of which somebody starts either. */
const areVariants = (a: Claim, b: Claim): boolean => a.name.replace(variant, '') === b.name.replace(variant, '')

/** Of two stores of one kind one is chosen: `elasticsearch`, `opensearch`. Twice the same one is both. */
function areAlternatives({ image: one = '' }: Claim, { image: other = '' }: Claim): boolean {
  const kind = storeKind(one)
  return imageName(one) !== imageName(other) && kind !== undefined && kind === storeKind(other)
}

function* conflicts(claims: readonly Claim[], told: (claim: Claim) => string): Iterable<Report> {
  const first = new Map<number, Claim>()
  for (const claim of claims) {
    const other = first.get(claim.port)
    if (other === undefined) first.set(claim.port, claim)
    else if (
      other.name !== claim.name &&
      !areApart(claim, other) &&
      !areVariants(claim, other) &&
      !areAlternatives(claim, other)
    ) {
      yield {
        message: `${told(claim)}, which is ${other.name}'s.`,
        at: claim.at,
        services: [claim.name, other.name],
        related: [{ ...other.at, message: told(other) }],
      }
    }
  }
}
