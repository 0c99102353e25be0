import { posix } from 'node:path'
import { sourceLanguage } from '../facts/source-language.ts'
import type { Commit } from './commit.ts'
import { isTestFile } from './test-file.ts'

/** How often two services have changed together. */
export interface CoChange {
  /** Of the two, the one that changes less; it depends on the other more than the other on it. */
  readonly rarer: string
  readonly other: string
  /** Commits that change both. */
  readonly both: number
  /** Commits that change the rarer one. */
  readonly all: number
  /** The last commits that change both, the newest first. */
  readonly last: readonly string[]
}

/** Who changes more files than this at once is about something else than one of them: the bound of Zimmermann and others. */
const mostFiles = 30

/** As many as one looks at to believe it. */
const shownCommits = 3

/** What is done to all code at once, whatever it is about: by its subject. */
const upkeep = new RegExp(
  [
    String.raw`\b(?:bump|upgrade|downgrade)(?:s|d|ed|ing)?\b|^(?:renovate|dependabot)|^(?:chore|build|ci|style|refactor|test|docs)(?:\([^)]*\))?!?:`,
    String.raw`\bupdat(?:e[sd]?|ing)\b.*(?:\b(?:deps?|dependenc(?:y|ies)|libs?|librar(?:y|ies)|packages?|frameworks?|versions?|sdk|lint|license|copyright)\b|\bto .*\d)`,
    String.raw`\b(?:reformat|formatting|prettier|gofmt|(?:golangci-?)?lint(?:s|ed|ers?|ing)?|licen[cs]e|copyright|typos?|refactor(?:s|ed|ing)?|clean(?:s|ed|ing)?(?:[ -]?up)?|rename[sd]?|renaming)\b`,
  ].join('|'),
  'i',
)

/**
 * What tells how services hang together: their code, their tables and what they agree on. Settings, builds, manifests and
 * prose change alike in many services whatever these do, and lists of packages robots bump; what is generated follows from
 * something else.
 */
const isTelling = (file: string): boolean =>
  (sourceLanguage(file) !== undefined ||
    /\.(?:sql|proto|avsc|graphqls?)$|(?:open|async)api[\w.-]*\.(?:ya?ml|json)$/i.test(file)) &&
  !generated.test(file) &&
  !isTestFile(file)

const generated =
  /\.pb\.\w+$|_pb2(?:_grpc)?\.pyi?$|_pb\.(?:js|d\.ts)$|\.(?:g|designer|generated|gen)\.\w+$|(?:^|[/_.-])(?:generated|mocks?)\b/i

/** How many services a commit may change to say something of them: no more than `most`, and not more than half of them. */
export const massOf = (services: number, most: number): number => Math.max(2, Math.min(most, Math.floor(services / 2)))

/**
 * Logical coupling by support and confidence, after Gall, Hajek and Jazayeri (1998) and Zimmermann and others (2005): every
 * two services that have ever changed in one commit, by name. Commits that change more than `mass` services or very many
 * files, or are upkeep by their subject, are left out, and so are files that change alike in both and that three services or
 * more have (`Startup.cs`): formatting, renames and bumps tie none of them together.
 */
export function coChanges(
  commits: readonly Commit[],
  serviceOf: (file: string) => string | undefined,
  mass: number,
): CoChange[] {
  const own = new Map<string, number>()
  const pairs = new Map<string, string[]>()
  const told = commits
    .filter(({ subject }) => !upkeep.test(subject))
    .map(({ id, files }) => ({ id, files: files.filter(isTelling) }))
    .map(({ id, files }) => ({ id, size: files.length, services: namesByService(files, serviceOf) }))
  const holders = new Map<string, Set<string>>()
  for (const { services } of told)
    for (const [service, names] of services)
      for (const name of names) holders.set(name, (holders.get(name) ?? new Set()).add(service))
  const isCommon = (name: string): boolean => (holders.get(name)?.size ?? 0) > 2
  for (const { id, size, services } of told) {
    if (size > mostFiles || services.size > mass) continue
    const sorted = [...services].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [index, [one, names]] of sorted.entries()) {
      own.set(one, (own.get(one) ?? 0) + 1)
      for (const [other, others] of sorted.slice(index + 1)) {
        const isAlike = (name: string): boolean => isCommon(name) && names.has(name) && others.has(name)
        if ([names, others].some((each) => [...each].every(isAlike))) continue
        const pair = `${one}\0${other}`
        pairs.set(pair, [...(pairs.get(pair) ?? []), id])
      }
    }
  }
  return [...pairs].sort().map(([pair, both]) => {
    const [one = '', two = ''] = pair.split('\0')
    const isFirstRarer = (own.get(one) ?? 0) <= (own.get(two) ?? 0)
    const [rarer, other] = isFirstRarer ? [one, two] : [two, one]
    return { rarer, other, both: both.length, all: own.get(rarer) ?? both.length, last: both.slice(0, shownCommits) }
  })
}

/** What of each service a commit changes, by the names of files without their folders: `Startup.cs` is one thing in all. */
function namesByService(
  files: readonly string[],
  serviceOf: (file: string) => string | undefined,
): Map<string, Set<string>> {
  const services = new Map<string, Set<string>>()
  for (const file of files) {
    const service = serviceOf(file)
    if (service !== undefined) services.set(service, (services.get(service) ?? new Set()).add(posix.basename(file)))
  }
  return services
}
