import { posix } from 'node:path'
import { readIfText } from '../../repository/read-if-text.ts'
import type { Repository } from '../../repository/repository.ts'
import type { Chart } from './chart.ts'
import { contextOf } from './context.ts'
import { lenientDocuments } from './lenient.ts'
import { parseTemplate } from './parse.ts'
import { PatternsMissing } from './patterns.ts'
import type { Renderer } from './render.ts'
import { merged } from './values.ts'

/** An Application or an ApplicationSet of Argo CD. */
const application = /^kind:\s*["']?Application(?:Set)?\b/m
const ofArgo = /\bargoproj\.io\//
/** Values for one environment beside those that a chart comes with: those of production first, which most is told of. */
const ofEnvironment = /^values[-._]([\w-]+)\.ya?ml$/

/** Whether a template of a chart is one of an Application: the chart installs others. */
export const isApplication = (text: string): boolean =>
  text.includes('{{') && ofArgo.test(text) && application.test(text)

/**
 * The Applications of Argo CD that a chart draws, as those that begin a cluster do: with its own values, else with those for
 * the first environment that has any. Throws PatternsMissing.
 */
export function drawnApplications(
  repository: Repository,
  folder: string,
  file: string,
  { name, version, appVersion, values }: Chart,
  renderer: Renderer,
): string {
  const draw = (given: typeof values): string => {
    const context = contextOf(repository, folder, file, { name, release: name, version, appVersion, values: given })
    return renderer.render(parseTemplate(readIfText(repository, file) ?? ''), context).text
  }
  try {
    const own = draw(values)
    if (application.test(own)) return own
    for (const path of environmentsOf(repository, folder)) {
      const text = draw(merged(values, lenientDocuments(readIfText(repository, path) ?? '', path)[0]))
      if (application.test(text)) return text
    }
  } catch (error) {
    if (error instanceof PatternsMissing) throw error
    // What cannot be drawn installs nothing that is known.
  }
  return ''
}

function environmentsOf(repository: Repository, folder: string): readonly string[] {
  const rank = (file: string): number => Number(!/prod/i.test(file))
  return repository
    .files()
    .filter((file) => posix.dirname(file) === folder && ofEnvironment.test(posix.basename(file)))
    .sort((a, b) => rank(a) - rank(b))
}
