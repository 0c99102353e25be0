import { posix } from 'node:path'
import type { Commit } from './commit.ts'

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
    String.raw`\b(?:reformat|formatting|prettier|gofmt|licen[cs]e|copyright|typos?|refactor(?:s|ed|ing)?|clean(?:s|ed|ing)?(?:[ -]?up)?|rename[sd]?|renaming)\b`,
  ].join('|'),
  'i',
)

/**
 * What says nothing of how code hangs together: lists of packages and base images, which robots bump in many services at
 * once; lock files; prose; and code that is generated from a contract.
 */
const incidental = new RegExp(
  [
    String.raw`(?:^|/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|(?:uv|poetry|Pipfile|Cargo|composer|Gemfile)\.lock|go\.sum)$`,
    String.raw`(?:^|/)(?:package\.json|go\.mod|Cargo\.toml|pyproject\.toml|Pipfile|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|Gemfile)$`,
    String.raw`(?:^|/)requirements[\w.-]*\.(?:txt|in)$|\.(?:cs|fs|vb)proj$|(?:^|/)(?:[\w.-]*\.)?Dockerfile[\w.-]*$`,
    String.raw`\.pb\.go$|_pb2(?:_grpc)?\.pyi?$|_pb\.(?:js|d\.ts)$|\.md$`,
  ].join('|'),
  'i',
)

/** How many services a commit may change to say something of them: no more than `most`, and not more than half of them. */
export const massOf = (services: number, most: number): number => Math.max(2, Math.min(most, Math.floor(services / 2)))

/**
 * Logical coupling by support and confidence, after Gall, Hajek and Jazayeri (1998) and Zimmermann and others (2005): every
 * two services that have ever changed in one commit, by name. Commits that change more than `mass` services or very many
 * files, or are upkeep by their subject, are left out, and so are files that change alike in three services or more:
 * formatting, renames and bumps tie none of them together.
 */
export function coChanges(
  commits: readonly Commit[],
  serviceOf: (file: string) => string | undefined,
  mass: number,
): CoChange[] {
  const own = new Map<string, number>()
  const pairs = new Map<string, string[]>()
  for (const { id, subject, files } of commits) {
    if (upkeep.test(subject)) continue
    const changed = files.flatMap((file) => {
      const service = incidental.test(file) ? undefined : serviceOf(file)
      return service === undefined ? [] : [{ service, name: posix.basename(file) }]
    })
    if (changed.length > mostFiles || new Set(changed.map(({ service }) => service)).size > mass) continue
    const names = [...servicesIn(changed)].sort()
    for (const [index, one] of names.entries()) {
      own.set(one, (own.get(one) ?? 0) + 1)
      for (const other of names.slice(index + 1)) {
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

interface Changed {
  readonly service: string
  /** Of the file, without its folders: `Startup.cs` is the same thing in each service. */
  readonly name: string
}

/** Services that a commit changes by more than what it does to three of them, or more, alike. */
function servicesIn(changed: readonly Changed[]): Set<string> {
  const services = new Map<string, Set<string>>()
  for (const { service, name } of changed) services.set(name, (services.get(name) ?? new Set()).add(service))
  return new Set(changed.filter(({ name }) => (services.get(name)?.size ?? 0) < 3).map(({ service }) => service))
}
