import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'

const packageName = 'create-microservice'

/** What is known of this run. */
export interface Evidence {
  /** Absolute path of this package's folder, links resolved. */
  readonly packageRoot: string
  readonly version: string
  /** The PATH of the environment. */
  readonly path: string
}

/**
 * How `msvc` of this very version is called by someone who stands in `folder`, decided by what lies on this machine:
 * never a bare `npx msvc` where npx would have to fetch a package of that name, which is not ours.
 */
export function invocation(folder: string, evidence: Evidence): string {
  const isOurs = (bin: string): boolean => holdsUs(bin, evidence.version)
  if (binOnPath(evidence.path).find(isOurs)) return 'msvc'
  const local = nearestLocalBin(folder)
  if (local !== undefined && isOurs(local)) return 'npx msvc'
  if (/[\\/]node_modules[\\/]/.test(evidence.packageRoot)) return npxFrom(evidence)
  return `node ${quoted(join(evidence.packageRoot, 'bin', 'msvc.js'))}`
}

/** What npx needs to fetch us again as it did for this run: the version, or the tarball or address it was given. */
function npxFrom({ packageRoot, version }: Evidence): string {
  const cache = dirname(dirname(packageRoot))
  const spec = specIn(cache)
  const isRegistry = spec === undefined || /^[\^~]?\d/.test(spec)
  const source = isRegistry ? `${packageName}@${version}` : spec
  const given = source.startsWith('file:') ? resolve(cache, source.slice('file:'.length)) : source
  return `npx --yes --package=${quoted(given)} msvc`
}

function specIn(cache: string): string | undefined {
  return readManifest(cache)?.dependencies?.[packageName]
}

/** The first `msvc` that a shell would find, but for the folders that npm adds while it runs us. */
function binOnPath(path: string): string[] {
  const folders = path
    .split(delimiter)
    .filter((folder) => folder !== '' && !/node_modules[\\/]\.bin[\\/]?$/.test(folder))
  return folders.flatMap((folder) => binIn(folder) ?? []).slice(0, 1)
}

/** npx looks for it in each folder upwards. */
function nearestLocalBin(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const bin = binIn(join(at, 'node_modules', '.bin'))
    if (bin !== undefined || dirname(at) === at) return bin
  }
}

const binIn = (folder: string): string | undefined =>
  [join(folder, 'msvc'), join(folder, 'msvc.cmd')].find((bin) => existsSync(bin))

/** Whether a command is this version of us: a link into our package, or a script beside the folder it lies in. */
function holdsUs(bin: string, version: string): boolean {
  const folder = dirname(bin)
  const candidates = [
    dirname(dirname(realpathSync(bin))),
    join(dirname(folder), packageName),
    join(folder, 'node_modules', packageName),
  ]
  return candidates.some((candidate) => {
    const manifest = readManifest(candidate)
    return manifest?.name === packageName && manifest.version === version
  })
}

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  } catch {
    return undefined
  }
}

const quoted = (text: string): string => (/[\s"'$&()]/.test(text) ? `"${text}"` : text)
