import { posix } from 'node:path'
import { parse } from 'yaml'
import { UserError } from '../../errors/user-error.ts'
import type { Repository } from '../../repository/repository.ts'
import { readYaml } from '../../yaml/read.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { parseTemplate } from './parse.ts'
import { type Release, releasesOf } from './releases.ts'
import { type Rendered, Renderer } from './render.ts'
import { merged } from './values.ts'

/** What became of a template: rendered, or the reason in words why not. */
export type RenderedTemplate = Rendered | { readonly why: string }

interface Chart {
  readonly name: string
  readonly version: string
  readonly appVersion: string
  /** Charts that it is made of, by the names that it has for them. */
  readonly parts: readonly Part[]
  readonly renderer: Renderer
  /** The values that it comes with. */
  readonly values: Loose
}

interface Part {
  readonly folder: string
  readonly name: string
  /** The path of a value that turns it off. */
  readonly condition: string | undefined
}

/** One time that a chart is installed: by itself, or as a part of another one, which may do so several times. */
interface Install {
  readonly release: string
  readonly name: string
  readonly values: Loose
}

/**
 * Renders the templates of the charts in a repository: each chart as scripts, pipelines and lists of releases install it,
 * else with the values that it comes with and under its own name; or as a part of those that are made of it, as often as
 * they name it. Undefined for a file that is no template of a chart.
 */
export function helmTemplates(repository: Repository): (file: string) => RenderedTemplate | undefined {
  const folders = new Set(
    repository
      .files()
      .filter((file) => posix.basename(file) === 'Chart.yaml')
      .map((file) => posix.dirname(file)),
  )
  const charts = new Map<string, Chart>()
  const chartAt = (folder: string): Chart => {
    const chart = charts.get(folder) ?? readChart(repository, folder, folders)
    charts.set(folder, chart)
    return chart
  }
  const installsOf = installs(folders, chartAt, releasesOf(repository, folders))
  const installed = new Map<string, readonly Install[]>()
  return (file) => {
    const folder = /^(.*?)\/templates\//.exec(file)?.[1]
    const own = folder === undefined ? undefined : nearest(file, folders)
    if (own === undefined) return undefined
    try {
      const { version, appVersion, renderer } = chartAt(own)
      const text = textOf(repository, file)
      const template = parseTemplate(text)
      const all = installed.get(own) ?? installsOf(own)
      installed.set(own, all)
      const rendered = together(
        all.map(({ name, release, values }) =>
          renderer.render(template, {
            Values: values,
            Chart: { Name: name, name, Version: version, AppVersion: appVersion, Type: 'application' },
            Release: {
              Name: release,
              Namespace: 'default',
              Service: 'Helm',
              IsInstall: true,
              IsUpgrade: false,
              Revision: 1,
            },
            Capabilities: {
              KubeVersion: { Version: 'v1.30.0', Major: '1', Minor: '30', GitVersion: 'v1.30.0' },
              APIVersions: {},
            },
            Template: { Name: file, BasePath: `${own}/templates` },
            Files: {},
          }),
        ),
      )
      // Whoever installs it brings its values: what was rendered without them is not what runs.
      const isBare =
        all.length > 0 && text.includes('.Values') && all.every(({ values }) => Object.keys(values).length === 0)
      return isBare ? { why: 'its chart comes without values' } : rendered
    } catch (error) {
      if (error instanceof UserError) return { why: error.problems[0]?.message ?? 'cannot be read' }
      return { why: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** One text of all that a template was rendered to. */
const together = (all: readonly Rendered[]): Rendered => ({
  text: all.map(({ text }) => text).join('\n---\n'),
  lines: all.flatMap(({ lines }, index) => (index === 0 ? lines : [lines[0] ?? 1, ...lines])),
})

/** How often a chart may be a part of parts; one that is a part of itself would go on for ever. */
const deepest = 5

/** Finds how each chart is installed; one that others are made of runs as they have it, and not by itself. */
function installs(
  folders: ReadonlySet<string>,
  chartAt: (folder: string) => Chart,
  releases: (folder: string) => readonly Release[],
): (folder: string) => readonly Install[] {
  let holders: Map<string, { readonly holder: string; readonly part: Part }[]> | undefined
  const holdersOf = (folder: string) => {
    if (holders === undefined) {
      holders = new Map()
      for (const holder of folders) {
        for (const part of partsOf(holder, chartAt)) {
          holders.set(part.folder, [...(holders.get(part.folder) ?? []), { holder, part }])
        }
      }
    }
    return holders.get(folder) ?? []
  }
  const installsOf = (folder: string, depth = 0): readonly Install[] => {
    const { name, values } = chartAt(folder)
    const above = depth < deepest ? holdersOf(folder) : []
    if (above.length === 0) {
      const named = releases(folder).map((each) => ({ release: each.name, name, values: merged(values, each.values) }))
      return named.length > 0 ? named : [{ release: name, name, values }]
    }
    return above.flatMap(({ holder, part }) =>
      installsOf(holder, depth + 1).flatMap((install) => {
        if (part.condition !== undefined && valueAt(install.values, part.condition) === false) return []
        const given = asMap(install.values[part.name])
        const global = { global: merged(asMap(values.global), asMap(install.values.global)) }
        return [{ release: install.release, name: part.name, values: merged(values, given, global) }]
      }),
    )
  }
  return installsOf
}

/** The parts of a chart; none of one that cannot be read, which is said where its own templates are. */
function partsOf(folder: string, chartAt: (folder: string) => Chart): readonly Part[] {
  try {
    return chartAt(folder).parts
  } catch {
    return []
  }
}

const valueAt = (values: Loose, path: string): unknown =>
  path
    .split(',')[0]
    ?.split('.')
    .reduce<unknown>((value, step) => asMap(value)[step.trim()], values)

/** The innermost chart that a file lies in. */
function nearest(file: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (folders.has(folder)) return folder
    if (folder === '.' || folder === '/') return undefined
  }
}

function readChart(repository: Repository, folder: string, folders: ReadonlySet<string>): Chart {
  const about = dataOf(repository, posix.join(folder, 'Chart.yaml'))
  const parts = readParts(repository, folder, folders, about)
  const parent = posix.basename(posix.dirname(folder)) === 'charts' ? posix.dirname(posix.dirname(folder)) : undefined
  const above = parent !== undefined && folders.has(parent) ? [parent] : []
  const renderer = new Renderer()
  for (const each of [...above, ...parts.map((part) => part.folder), folder]) defineParts(renderer, repository, each)
  return {
    name: asText(about.name) ?? posix.basename(folder),
    version: asText(about.version) ?? '',
    appVersion: asText(about.appVersion) ?? '',
    parts,
    renderer,
    values: dataOf(repository, posix.join(folder, 'values.yaml')),
  }
}

/** What a chart names as its parts (the second version of charts in a file of its own), and what lies in its `charts`. */
function readParts(
  repository: Repository,
  folder: string,
  folders: ReadonlySet<string>,
  about: Loose,
): readonly Part[] {
  const requirements = dataOf(repository, posix.join(folder, 'requirements.yaml'))
  const named = [...asList(about.dependencies), ...asList(requirements.dependencies)].flatMap((entry): Part[] => {
    const { name, alias, repository: from, condition } = asMap(entry)
    const local = /^file:\/\/(.+)$/.exec(asText(from) ?? '')?.[1]
    const used = posix.join(folder, local ?? `charts/${asText(name) ?? ''}`).replace(/\/$/, '')
    const part = { folder: used, name: asText(alias) ?? asText(name) ?? '', condition: asText(condition) }
    return folders.has(used) ? [part] : []
  })
  const taken = new Set(named.map((part) => part.folder))
  const lying = [...folders].flatMap((each): Part[] => {
    if (posix.dirname(each) !== posix.join(folder, 'charts') || taken.has(each)) return []
    const name = asText(dataOf(repository, posix.join(each, 'Chart.yaml')).name) ?? posix.basename(each)
    return [{ folder: each, name, condition: undefined }]
  })
  return [...named, ...lying]
}

function defineParts(renderer: Renderer, repository: Repository, folder: string): void {
  for (const file of repository.files()) {
    if (!file.startsWith(`${folder}/templates/`)) continue
    const text = textOf(repository, file)
    if (/\{\{-?\s*(?:define|block)\b/.test(text)) renderer.define(parseTemplate(text))
  }
}

/** As Helm reads it, where of a key that is there twice the last one holds. Throws where the file is no YAML. */
function dataOf(repository: Repository, file: string): Loose {
  const text = repository.read(file)
  if (text === undefined) return {}
  const { documents, problems } = readYaml(text, file)
  return asMap(problems.length === 0 ? documents[0]?.data : parse(text, { uniqueKeys: false, logLevel: 'error' }))
}

const textOf = (repository: Repository, file: string): string => repository.read(file) ?? ''
