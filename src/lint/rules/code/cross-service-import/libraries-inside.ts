import { posix } from 'node:path'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** Of modules of the JVM that are built together. */
const manifest = /(?:^|\/)pom\.xml$/

/**
 * Whether a file is of a module of Maven in the folder of a service that modules of no service are built with as well, and in which
 * nothing begins: a library of the whole repository, in whose folder soever it lies.
 */
export function librariesInside({
  facts,
  graph,
  serviceOf,
}: Pick<RuleContext, 'facts' | 'graph' | 'serviceOf'>): (file: string, service: string) => boolean {
  const modules = facts.of('package').filter(({ at }) => manifest.test(at.file))
  const outside = new Set(
    modules
      .filter(({ at, members }) => members.length === 0 && !isTestFile(at.file) && serviceOf(at.file) === undefined)
      .flatMap(({ dependencies }) => dependencies.flatMap(({ name, dev }) => (dev ? [] : [name]))),
  )
  const names = new Map(modules.map(({ at, name }) => [posix.dirname(at.file), name]))
  const starting = new Set([...facts.of('program'), ...facts.of('listen')].flatMap(({ at }) => foldersAbove(at.file)))
  const pathOf = new Map(graph.services.map(({ name, path }) => [name, path]))
  return (file, service) => {
    const module = foldersAbove(file).findLast((folder) => names.has(folder))
    return (
      module?.startsWith(`${pathOf.get(service)}/`) === true &&
      outside.has(names.get(module) ?? '') &&
      !starting.has(module)
    )
  }
}
