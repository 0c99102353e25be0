/** How often two services have changed together. */
export interface CoChange {
  /** Of the two, the one that changes less; it depends on the other more than the other on it. */
  readonly rarer: string
  readonly other: string
  /** Commits that change both. */
  readonly both: number
  /** Commits that change the rarer one. */
  readonly all: number
}

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

/**
 * Logical coupling by support and confidence, after Gall, Hajek and Jazayeri (1998) and Zimmermann and others (2005): every
 * two services that have ever changed in one commit, by name. Commits that change more than `mass` services are left out:
 * formatting, renames and bumps tie none of them together.
 */
export function coChanges(
  commits: readonly (readonly string[])[],
  serviceOf: (file: string) => string | undefined,
  mass: number,
): CoChange[] {
  const own = new Map<string, number>()
  const pairs = new Map<string, number>()
  for (const files of commits) {
    const names = [...servicesIn(files, serviceOf)].sort()
    if (names.length > mass) continue
    for (const [index, one] of names.entries()) {
      count(own, one)
      for (const other of names.slice(index + 1)) count(pairs, `${one}\0${other}`)
    }
  }
  return [...pairs].sort().map(([pair, both]) => {
    const [one = '', two = ''] = pair.split('\0')
    const isFirstRarer = (own.get(one) ?? 0) <= (own.get(two) ?? 0)
    const [rarer, other] = isFirstRarer ? [one, two] : [two, one]
    return { rarer, other, both, all: own.get(rarer) ?? both }
  })
}

function servicesIn(files: readonly string[], serviceOf: (file: string) => string | undefined): Set<string> {
  const names = files.filter((file) => !incidental.test(file)).map(serviceOf)
  return new Set(names.filter((name) => name !== undefined))
}

const count = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
