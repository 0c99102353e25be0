import { posix } from 'node:path'
import { parse } from 'yaml'
import { UserError } from '../../errors/user-error.ts'
import type { Repository } from '../../repository/repository.ts'
import { readYaml } from '../../yaml/read.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { parseTemplate } from './parse.ts'
import { type Rendered, Renderer } from './render.ts'
import { merged } from './values.ts'

/** What became of a template: rendered, or the reason in words why not. */
export type RenderedTemplate = Rendered | { readonly why: string }

interface Chart {
  readonly folder: string
  readonly name: string
  readonly version: string
  readonly appVersion: string
  /** Folders of charts that it takes named templates from. */
  readonly uses: readonly string[]
  readonly renderer: Renderer
  readonly values: Loose
}

/**
 * Renders the templates of the charts in a repository, each chart by itself with the values that it comes with, under
 * its own name. Undefined for a file that is no template of a chart.
 */
export function helmTemplates(repository: Repository): (file: string) => RenderedTemplate | undefined {
  const files = repository.files()
  const folders = new Set(
    files.filter((file) => posix.basename(file) === 'Chart.yaml').map((file) => posix.dirname(file)),
  )
  const charts = new Map<string, Chart>()
  const chartAt = (folder: string): Chart => {
    const known = charts.get(folder)
    if (known) return known
    const chart = readChart(repository, folder, folders)
    charts.set(folder, chart)
    return chart
  }
  return (file) => {
    const folder = /^(.*?)\/templates\//.exec(file)?.[1]
    const own = folder === undefined ? undefined : nearest(file, folders)
    if (own === undefined) return undefined
    try {
      const chart = chartAt(own)
      const { name, version, appVersion, renderer, values } = chart
      const text = textOf(repository, file)
      const rendered = renderer.render(parseTemplate(text), {
        Values: values,
        Chart: { Name: name, name, Version: version, AppVersion: appVersion, Type: 'application' },
        Release: { Name: name, Namespace: 'default', Service: 'Helm', IsInstall: true, IsUpgrade: false, Revision: 1 },
        Capabilities: {
          KubeVersion: { Version: 'v1.30.0', Major: '1', Minor: '30', GitVersion: 'v1.30.0' },
          APIVersions: {},
        },
        Template: { Name: file, BasePath: `${own}/templates` },
        Files: {},
      })
      // Whoever installs it brings its values: what was rendered without them is not what runs.
      const isBare = text.includes('.Values') && Object.keys(values).length === 0
      return isBare ? { why: 'its chart comes without values' } : rendered
    } catch (error) {
      if (error instanceof UserError) return { why: error.problems[0]?.message ?? 'cannot be read' }
      return { why: error instanceof Error ? error.message : String(error) }
    }
  }
}

/** The innermost chart that a file lies in. */
function nearest(file: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (folders.has(folder)) return folder
    if (folder === '.' || folder === '/') return undefined
  }
}

function readChart(repository: Repository, folder: string, folders: ReadonlySet<string>): Chart {
  const about = dataOf(repository, posix.join(folder, 'Chart.yaml'))
  const name = asText(about.name) ?? posix.basename(folder)
  const uses = asList(about.dependencies).flatMap((entry) => {
    const local = /^file:\/\/(.+)$/.exec(asText(asMap(entry).repository) ?? '')?.[1]
    const used =
      local === undefined ? posix.join(folder, 'charts', asText(asMap(entry).name) ?? '') : posix.join(folder, local)
    return folders.has(used) ? [used] : []
  })
  const parent = posix.basename(posix.dirname(folder)) === 'charts' ? posix.dirname(posix.dirname(folder)) : undefined
  const above = parent !== undefined && folders.has(parent) ? parent : undefined
  const renderer = new Renderer()
  for (const each of [...(above ? [above] : []), ...uses, folder]) defineParts(renderer, repository, each)
  return {
    folder,
    name,
    version: asText(about.version) ?? '',
    appVersion: asText(about.appVersion) ?? '',
    uses,
    renderer,
    values: valuesOf(repository, folder, name, above),
  }
}

/** A chart's own values, and what the chart that it is part of gives it. */
function valuesOf(repository: Repository, folder: string, name: string, above: string | undefined): Loose {
  const own = dataOf(repository, posix.join(folder, 'values.yaml'))
  if (above === undefined) return own
  const given = dataOf(repository, posix.join(above, 'values.yaml'))
  return merged(own, asMap(given[name]), { global: merged(asMap(own.global), asMap(given.global)) })
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
