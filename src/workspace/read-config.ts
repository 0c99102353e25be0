import { basename } from 'node:path'
import type { Problem } from '../errors/problem.ts'
import type { Repository } from '../repository/repository.ts'
import { readYaml } from '../yaml/read.ts'
import type { WorkspaceConfig } from './config.ts'
import { ConfigReader } from './config-reader.ts'
import { defaultConfig } from './default-config.ts'
import { extendLint } from './extend-lint.ts'
import { type LintSection, readLintSection } from './lint-section.ts'
import { readVerifySection } from './verify-section.ts'

/** Name of the file that makes a folder a workspace. */
export const configFile = 'msvc.yaml'

export interface ReadConfig {
  readonly config: WorkspaceConfig
  /** There is an `msvc.yaml`. */
  readonly declared: boolean
  /** Every fault, placed; with faults `config` holds defaults in their stead. */
  readonly problems: readonly Problem[]
}

/** Reads `msvc.yaml`: parse, check, complete with defaults. All faults at once; unknown keys are faults. */
export function readConfig(repository: Repository): ReadConfig {
  const fallback = defaultConfig(nameOfFolder(repository.root))
  const text = repository.read(configFile)
  if (text === undefined) {
    const isTaken = repository.kind(configFile) !== undefined
    return { config: frozen(fallback), declared: isTaken, problems: isTaken ? [noFile] : [] }
  }
  const { documents, problems } = readYaml(text, configFile)
  const [document, second] = documents
  if (problems.length > 0) return { config: frozen(fallback), declared: true, problems }
  if (document === undefined) return { config: frozen(fallback), declared: true, problems: [empty] }
  const faults: Problem[] = second
    ? [{ code: 'config-documents', message: 'msvc.yaml must hold one document.', place: second.placeOf([]) }]
    : []
  const config = toConfig(new ConfigReader(document, faults, configFile), fallback)
  const ofPresets: Problem[] = []
  const lint = extendLint(config.lint, configFile, { repository, faults: ofPresets })
  const all = [...faults.toSorted(byPlace), ...ofPresets]
  return { config: frozen({ ...config, lint }), declared: true, problems: all }
}

const empty: Problem = {
  code: 'config-version',
  message: 'msvc.yaml says nothing.',
  hint: 'Write "version: 1"; all else has defaults.',
  place: { file: configFile, line: 1, column: 1 },
}

const noFile: Problem = {
  code: 'config-file',
  message: 'msvc.yaml is no file.',
  hint: 'Rename what lies there: the settings of the workspace are read from a file of this name.',
  place: { file: configFile },
}

const byPlace = ({ place: a }: Problem, { place: b }: Problem): number =>
  (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0)

/** All but what `lint` extends, which other files tell. */
type OwnConfig = Omit<WorkspaceConfig, 'lint'> & { readonly lint: LintSection }

const keys = ['version', 'name', 'owner', 'services', 'ports', 'catalog', 'discovery', 'ci', 'lint', 'verify']

function toConfig(reader: ConfigReader, fallback: WorkspaceConfig): OwnConfig {
  const root = reader.map([], keys)
  if (root === undefined) return { ...fallback, lint: { ...fallback.lint, extends: [] } }
  reader.constant(['version'], 1)
  const owner = reader.text(['owner'])
  reader.map(['ports'], ['from', 'to'])
  const from = reader.port(['ports', 'from']) ?? fallback.ports.from
  const to = reader.port(['ports', 'to']) ?? fallback.ports.to
  if (from > to) reader.fault(['ports'], 'config-ports', `The range of ports is empty: ${from} is above ${to}.`)
  reader.map(['catalog'], ['file', 'layout'])
  reader.map(['discovery'], ['exclude'])
  return {
    name: reader.name(['name']) ?? fallback.name,
    ...(owner === undefined ? {} : { owner }),
    servicesFolder: reader.path(['services']) ?? fallback.servicesFolder,
    ports: { from, to },
    catalog: {
      file: reader.path(['catalog', 'file']) ?? fallback.catalog.file,
      layout: reader.oneOf(['catalog', 'layout'], ['per-service', 'single'] as const) ?? fallback.catalog.layout,
    },
    discovery: { exclude: reader.texts(['discovery', 'exclude']) ?? fallback.discovery.exclude },
    ci: reader.oneOf(['ci'], ['github', 'gitlab', 'none'] as const) ?? fallback.ci,
    lint: readLintSection(reader, ['lint']),
    verify: readVerifySection(reader, ['verify']),
  }
}

/** A folder's name as a DNS label, for a repository that does not name itself. */
function nameOfFolder(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  // Cut first: what is left must not end in a sign.
  return name.replace(/^-+/, '').slice(0, 40).replace(/-+$/, '') || 'workspace'
}

function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const child of Object.values(value)) frozen(child)
  }
  return value
}
