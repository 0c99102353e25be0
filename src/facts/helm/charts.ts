import { posix } from 'node:path'
import { UserError } from '../../errors/user-error.ts'
import { readAnyText } from '../../repository/read-any-text.ts'
import type { Repository } from '../../repository/repository.ts'
import { asMap, type Loose } from '../loose.ts'
import { drawnApplications } from './applications.ts'
import { type Chart, chartFolders, type Holder, type Part, readChart } from './chart.ts'
import { contextOf } from './context.ts'
import { families } from './families.ts'
import { offeringCharts } from './offered.ts'
import { parseTemplate } from './parse.ts'
import { PatternsMissing } from './patterns.ts'
import { type Release, releasesOf } from './releases.ts'
import type { Rendered } from './render.ts'
import { merged, valueAt } from './values.ts'
import { type ValuesFile, valuesFiles } from './values-place.ts'

/** What became of a template, or the reason in words why it was not rendered. */
export type RenderedTemplate =
  | (Rendered & {
      /** The files that its values come from. */
      readonly values: readonly ValuesFile[]
      /** Releases that nobody named: they stand in its names, and are called after charts. */
      readonly unnamed: readonly UnnamedRelease[]
    })
  | { readonly why: string }

/** A release that nothing in the repository names, of a chart. */
export interface UnnamedRelease {
  readonly release: string
  readonly chart: string
}

/** One time that a chart is installed: by itself, or as a part of another one, which may do so several times. */
interface Install {
  readonly release: string
  /** Nobody tells what the release is called. */
  readonly isUnnamed: boolean
  readonly name: string
  readonly values: Loose
}

/**
 * Renders the templates of the charts in a repository: each chart as scripts, pipelines and lists of releases install it,
 * else with the values that it comes with and under its own name; or as a part of those that are made of it, as often as
 * they name it. Undefined for a file that is no template of a chart. What it returns throws PatternsMissing.
 */
export function helmTemplates(repository: Repository): (file: string) => RenderedTemplate | undefined {
  const files = chartFolders(repository.files())
  const folders = new Set(files.keys())
  const charts = new Map<string, Chart>()
  const chartAt = (folder: string): Chart => {
    const chart = charts.get(folder) ?? readChart(repository, folder, files)
    charts.set(folder, chart)
    return chart
  }
  const holdersOf = holders(folders, chartAt)
  const rendererOf = families(repository, (folder) => partsOf(folder, chartAt), holdersOf)
  const drawn = (file: string): string => {
    const own = nearest(file, folders)
    return own === undefined ? '' : drawnApplications(repository, own, file, chartAt(own), rendererOf(own))
  }
  const isOffering = offeringCharts(repository)
  const installsOf = installs(chartAt, holdersOf, isOffering, releasesOf(repository, folders, drawn))
  const installed = new Map<string, readonly Install[]>()
  const valuesFile = valuesFiles(repository)
  // Those of whoever is made of the chart go over its own.
  const valuesOf = (folder: string): ValuesFile[] =>
    [...holdersOf(folder).map(({ holder }) => holder), folder].flatMap(
      (each) => valuesFile(posix.join(each, 'values.yaml')) ?? [],
    )
  return (file) => {
    const own = /(?:^|\/)templates\//.test(file) ? nearest(file, folders) : undefined
    if (own === undefined) return undefined
    try {
      const { version, appVersion } = chartAt(own)
      const renderer = rendererOf(own)
      const text = readAnyText(repository, file) ?? ''
      const template = parseTemplate(text)
      const all = installed.get(own) ?? installsOf(own)
      installed.set(own, all)
      const rendered = together(
        all.map(({ name, release, values }) =>
          parted(
            renderer.render(template, contextOf(repository, own, file, { name, release, version, appVersion, values })),
          ),
        ),
      )
      // Whoever installs it brings its values: what was rendered without them is not what runs.
      const isBare =
        all.length > 0 && text.includes('.Values') && all.every(({ values }) => Object.keys(values).length === 0)
      if (isBare) return { why: 'its chart comes without values' }
      const unnamed = all.flatMap(({ isUnnamed, release, name }) => (isUnnamed ? [{ release, chart: name }] : []))
      return { ...rendered, values: valuesOf(own), unnamed }
    } catch (error) {
      if (error instanceof PatternsMissing) throw error
      if (error instanceof UserError) return { why: error.problems[0]?.message ?? 'cannot be read' }
      return { why: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** What stands right behind the line that parts two manifests, from which an action trimmed what ended it: `---kind: Service`. */
const glued = /^---(?=[A-Za-z])/

/** A template that was rendered, with its manifests parted as Helm does that, which asks for no end of the line between them. */
function parted(rendered: Rendered): Rendered {
  if (!/^---[A-Za-z]/m.test(rendered.text)) return rendered
  const lines = rendered.text.split('\n').flatMap((text, index) => {
    const from = rendered.lines[index] ?? 1
    return glued.test(text) ? [['---', from] as const, [text.slice(3), from] as const] : [[text, from] as const]
  })
  return { ...rendered, text: lines.map(([text]) => text).join('\n'), lines: lines.map(([, from]) => from) }
}

/** One text of all that a template was rendered to. */
function together(all: readonly Rendered[]): Rendered {
  const refusal = all.find((each) => each.refusal !== undefined)?.refusal
  return {
    text: all.map(({ text }) => text).join('\n---\n'),
    lines: all.flatMap(({ lines }, index) => (index === 0 ? lines : [lines[0] ?? 1, ...lines])),
    ...(refusal === undefined ? {} : { refusal }),
  }
}

/** How often a chart may be a part of parts; one that is a part of itself would go on for ever. */
const deepest = 5

/** Finds the charts that are made of one. */
function holders(
  folders: ReadonlySet<string>,
  chartAt: (folder: string) => Chart,
): (folder: string) => readonly Holder[] {
  let found: Map<string, Holder[]> | undefined
  return (folder) => {
    if (found === undefined) {
      found = new Map()
      for (const holder of folders) {
        for (const part of partsOf(holder, chartAt)) {
          found.set(part.folder, [...(found.get(part.folder) ?? []), { holder, part }])
        }
      }
    }
    return found.get(folder) ?? []
  }
}

/** Finds how each chart is installed; one that others are made of runs as they have it, where they are what is installed. */
function installs(
  chartAt: (folder: string) => Chart,
  holdersOf: (folder: string) => readonly Holder[],
  isOffering: (parts: readonly Part[], values: Loose) => boolean,
  releases: (folder: string) => readonly Release[],
): (folder: string) => readonly Install[] {
  const installsOf = (folder: string, depth = 0): readonly Install[] => {
    const { name, values } = chartAt(folder)
    const above = depth < deepest ? holdersOf(folder) : []
    const named = releases(folder).map((each) => ({
      release: each.name,
      isUnnamed: false,
      name,
      values: merged(values, each.values),
    }))
    if (above.length === 0) return named.length > 0 ? named : [{ release: name, isUnnamed: true, name, values }]
    const asParts = above.flatMap(({ holder, part }) =>
      installsOf(holder, depth + 1).flatMap((install) => {
        const isOff = part.condition !== undefined && valueAt(install.values, part.condition) === false
        if (isOff && !(install.isUnnamed && isOffering(partsOf(holder, chartAt), install.values))) return []
        const given = asMap(install.values[part.name])
        const global = { global: merged(asMap(values.global), asMap(install.values.global)) }
        return [{ ...install, name: part.name, values: merged(values, given, global) }]
      }),
    )
    // Where nobody installs the whole, what is told of the parts holds.
    return named.length > 0 && asParts.every(({ isUnnamed }) => isUnnamed) ? named : asParts
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

/** The innermost chart that a file lies in. */
function nearest(file: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (folders.has(folder)) return folder
    if (folder === '.' || folder === '/') return undefined
  }
}
