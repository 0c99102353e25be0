import { posix } from 'node:path'
import type { Place, Problem } from '../errors/problem.ts'
import type { Repository } from '../repository/repository.ts'
import { readYaml } from '../yaml/read.ts'
import { ConfigReader } from './config-reader.ts'
import { defaultBaseline, type LintConfig, type RuleSettings } from './lint-config.ts'
import { type LintSection, readLintSection } from './lint-section.ts'

/** Name of the preset in an npm package that names no other. */
const presetFile = 'msvc-preset.yaml'

/** A section over the presets that it extends, the later of them over the earlier. Faults are added to `faults`. */
export function extendLint(
  section: LintSection,
  file: string,
  { repository, faults }: { readonly repository: Repository; readonly faults: Problem[] },
): LintConfig {
  return completed(withBases(section, [file], { repository, faults }))
}

interface Context {
  readonly repository: Repository
  readonly faults: Problem[]
}

/** The sections from the one that holds least to the one that holds most. `trail`: the files that led here. */
function withBases(section: LintSection, trail: readonly string[], context: Context): LintSection[] {
  const bases = section.extends.flatMap(({ specifier, at }) => {
    const file = findPreset(specifier, trail.at(-1) ?? '', context.repository)
    if (file === undefined || trail.includes(file)) {
      context.faults.push(file === undefined ? missing(specifier, at, trail, context) : circular(specifier, at))
      return []
    }
    const base = readPreset(file, context)
    return base ? withBases(base, [...trail, file], context) : []
  })
  return [...bases, section]
}

function readPreset(file: string, { repository, faults }: Context): LintSection | undefined {
  const { documents, problems } = readYaml(repository.read(file) ?? '', file)
  faults.push(...problems)
  const [document] = documents
  return document && readLintSection(new ConfigReader(document, faults, file), [])
}

function completed(sections: readonly LintSection[]): LintConfig {
  return {
    preset: sections.findLast(({ preset }) => preset !== undefined)?.preset ?? 'recommended',
    rules: sections.reduce<RuleSettings>((all, { rules = {} }) => merged(all, rules), {}),
    ignore: sections.flatMap(({ ignore = [] }) => ignore),
    overrides: sections.flatMap(({ overrides = [] }) => overrides),
    baseline: sections.findLast(({ baseline }) => baseline !== undefined)?.baseline ?? defaultBaseline,
  }
}

/** Options of a rule are joined one by one: who sets a severity does not take back what a preset says besides. */
function merged(base: RuleSettings, over: RuleSettings): RuleSettings {
  const joined = Object.entries(over).map(([id, setting]) => {
    const options = { ...base[id]?.options, ...setting.options }
    const optionsAt = { ...base[id]?.optionsAt, ...setting.optionsAt }
    return [id, { ...base[id], ...setting, options, optionsAt }] as const
  })
  return { ...base, ...Object.fromEntries(joined) }
}

/** A path starts with `.` and is relative to the file that names it; anything else is an npm package, or a file in one. */
function findPreset(specifier: string, from: string, repository: Repository): string | undefined {
  const isFile = (path: string): boolean => ['file', 'link'].includes(repository.kind(path) ?? '')
  if (/^\.\.?\//.test(specifier)) {
    const path = posix.join(posix.dirname(from), specifier)
    return isFile(path) ? path : undefined
  }
  return placesOf(specifier, from, repository).find(({ preset }) => isFile(preset))?.preset
}

interface PresetPlace {
  readonly manifest: string
  readonly preset: string
}

const inPackage = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/

/** Where the preset of a package may lie: in `node_modules` beside the file that names it, or further up. */
function placesOf(specifier: string, from: string, repository: Repository): PresetPlace[] {
  const [, name = '', inside] = inPackage.exec(specifier) ?? []
  const places: PresetPlace[] = []
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const root = posix.join(folder, 'node_modules', name)
    const manifest = `${root}/package.json`
    places.push({ manifest, preset: posix.join(root, inside ?? presetNamedIn(manifest, repository) ?? presetFile) })
    if (folder === '.' || folder === '/') return places
  }
}

/** What the field `msvc` of a package's manifest names. */
function presetNamedIn(manifest: string, repository: Repository): string | undefined {
  try {
    const { msvc } = JSON.parse(repository.read(manifest) ?? '{}') as { msvc?: unknown }
    return typeof msvc === 'string' ? msvc : undefined
  } catch {
    return undefined
  }
}

function missing(specifier: string, place: Place, trail: readonly string[], { repository }: Context): Problem {
  const code = 'config-extends'
  const message = `There is no preset "${specifier}".`
  if (/^\./.test(specifier)) {
    return { code, message, hint: 'A path is relative to the file that names it, and stays below the root.', place }
  }
  const name = inPackage.exec(specifier)?.[1] ?? specifier
  const places = placesOf(specifier, trail.at(-1) ?? '', repository)
  const installed = places.find(({ manifest }) => repository.kind(manifest) === 'file')
  if (installed !== undefined) {
    const hint = `A package names its preset in the field "msvc" of its package.json, else it is ${presetFile}.`
    return { code, message: `The package ${name} is there, and its preset ${installed.preset} is not.`, hint, place }
  }
  const hint =
    `Install it (npm install --save-dev ${name}), or write "./${specifier}" for a file. ` +
    `A package names its preset in the field "msvc" of its package.json, else it is ${presetFile}.`
  return { code, message, hint, place }
}

const circular = (specifier: string, place: Place): Problem => ({
  code: 'config-extends',
  message: `"${specifier}" extends, in the end, itself.`,
  place,
})
