import { posix } from 'node:path'
import { readIfText } from '../../repository/read-if-text.ts'
import type { Repository } from '../../repository/repository.ts'
import type { Holder, Part } from './chart.ts'
import { parseTemplate, type Template } from './parse.ts'
import { Renderer } from './render.ts'

/**
 * Makes the renderer of each chart: a chart may use the named parts of all that are installed together with it, up to the
 * one that is made of all and down again. Where two have a part of one name, those nearer to the chart win.
 */
export function families(
  repository: Repository,
  partsOf: (folder: string) => readonly Part[],
  holdersOf: (folder: string) => readonly Holder[],
): (folder: string) => Renderer {
  const defining = templatesByChart(repository)
  const wholeOf = wholeTemplates(repository)
  const renderers = new Map<string, Renderer>()
  return (folder) => {
    const known = renderers.get(folder)
    if (known) return known
    // A set tells of what is added while it is walked.
    const below = new Set([folder])
    for (const each of below) for (const part of partsOf(each)) below.add(part.folder)
    const family = new Set(below)
    for (const each of family) {
      // A chart inside of another one need not be named there.
      const around = /^(.+)\/charts\/[^/]+$/.exec(each)?.[1]
      const above = [...holdersOf(each).map(({ holder }) => holder), ...(around === undefined ? [] : [around])]
      for (const holder of above) family.add(holder)
      for (const part of partsOf(each)) family.add(part.folder)
    }
    const renderer = new Renderer(wholeOf)
    const nearest = [...below].reverse()
    for (const each of [...[...family].filter((other) => !below.has(other)).reverse(), ...nearest]) {
      for (const template of defining(each)) renderer.define(template)
    }
    renderers.set(folder, renderer)
    return renderer
  }
}

/** The templates of each chart that define named parts. */
function templatesByChart(repository: Repository): (folder: string) => readonly Template[] {
  let files: Map<string, string[]> | undefined
  const known = new Map<string, readonly Template[]>()
  return (folder) => {
    const found = known.get(folder)
    if (found) return found
    if (files === undefined) {
      files = new Map()
      for (const file of repository.files()) {
        const [isTemplate, chart = '.'] = /^(?:(.*?)\/)?templates\//.exec(file) ?? []
        if (isTemplate) files.set(chart, [...(files.get(chart) ?? []), file])
      }
    }
    const templates = (files.get(posix.normalize(folder)) ?? []).flatMap((file) => {
      const text = readIfText(repository, file) ?? ''
      return /\{\{-?\s*(?:define|block)\b/.test(text) ? [parseTemplate(text)] : []
    })
    known.set(folder, templates)
    return templates
  }
}

/** What a template may take in whole, by its path, mostly for its sum: `include (print $.Template.BasePath "/config.yaml") .`. */
function wholeTemplates(repository: Repository): (path: string) => Template | undefined {
  const known = new Map<string, Template | undefined>()
  return (path) => {
    if (known.has(path)) return known.get(path)
    const text = /(?:^|\/)templates\//.test(path) ? readIfText(repository, path) : undefined
    const template = text === undefined ? undefined : parseTemplate(text)
    known.set(path, template)
    return template
  }
}
