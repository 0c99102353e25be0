import { posix } from 'node:path'
import { storeKind } from '../../products/protocols.ts'
import { readIfText } from '../../repository/read-if-text.ts'
import type { Repository } from '../../repository/repository.ts'
import type { Loose } from '../loose.ts'
import type { Part } from './chart.ts'
import { valueAt } from './values.ts'

/** From how many parts on a chart that turns them all off leaves the choice to whoever installs it. */
const several = 3

/**
 * Tells of charts that only offer their parts: by what they come with nothing but databases would run, as they turn off all that
 * runs something else, and whoever installs them turns on what is wanted. Then each part is what the system holds.
 */
export function offeringCharts(repository: Repository): (parts: readonly Part[], values: Loose) => boolean {
  let byChart: Map<string, string[]> | undefined
  const known = new Map<string, boolean>()
  const runs = (folder: string): boolean => {
    byChart ??= templates(repository.files())
    const found =
      known.get(folder) ?? (byChart.get(folder) ?? []).some((file) => running.test(readIfText(repository, file) ?? ''))
    known.set(folder, found)
    return found
  }
  return (parts, values) => {
    const isOff = ({ condition }: Part): boolean => condition !== undefined && valueAt(values, condition) === false
    if (parts.filter(isOff).length < several) return false
    return !parts.some((part) => !isOff(part) && storeKind(part.name) === undefined && runs(part.folder))
  }
}

/** Templates that have containers of their own, or take them from a chart of named parts. */
const running = /\bcontainers:|\binclude\s+"[^"]*(?:deployment|statefulset|workload)/i

/** The templates of each chart, those of charts inside of it too. */
function templates(files: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const file of files) {
    // What begins with a dash below is no manifest: it only holds named parts.
    const own = /^(.*?)\/templates\/(?:.*\/)?[^_/][^/]*$/.exec(file)?.[1]
    for (let folder = own; folder !== undefined && folder !== '.'; folder = above(folder)) {
      found.set(folder, [...(found.get(folder) ?? []), file])
    }
  }
  return found
}

/** The chart around one that lies in its `charts` or `components`. */
function above(folder: string): string | undefined {
  const around = posix.dirname(folder)
  return /^(?:charts|components)$/.test(posix.basename(around)) ? posix.dirname(around) : undefined
}
