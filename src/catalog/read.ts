import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { Problem } from '../errors/problem.ts'
import type { Repository } from '../repository/repository.ts'
import { readYaml, type YamlDocument, type YamlPath } from '../yaml/read.ts'
import type { Catalog, Entity } from './catalog.ts'
import { checkEntity } from './check.ts'

const usualFile = 'catalog-info.yaml'

/**
 * Reads the catalog from its root file, following `Location` targets, or, where there is no root file, from every
 * `catalog-info.yaml` in the tree. Faults in form become problems; what can be read is read.
 */
export function readCatalog(repository: Repository, rootFile: string = usualFile): Catalog {
  const start =
    repository.kind(rootFile) === 'file'
      ? [rootFile]
      : repository.files().filter((path) => posix.basename(path) === usualFile)
  const files: string[] = []
  const entities: Entity[] = []
  const problems: Problem[] = []
  const unreadable: Problem[] = []
  const seen = new Set(start)
  const queue = [...start]
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const text = repository.read(file)
    if (text === undefined) continue
    files.push(file)
    const parsed = readYaml(text, file)
    problems.push(...parsed.problems)
    unreadable.push(...parsed.problems)
    for (const document of parsed.documents) {
      const { entity, faults } = checkEntity(document, file)
      problems.push(...faults)
      if (entity === undefined) continue
      entities.push(entity)
      if (entity.kind !== 'Location') continue
      const { targets, missing } = locationTargets(repository, document, file)
      problems.push(...missing)
      for (const target of targets) {
        if (!seen.has(target)) queue.push(target)
        seen.add(target)
      }
    }
  }
  return { files, entities, problems, unreadable }
}

/** Files that a Location names: paths from its own file, globs, in one string or a list. URLs are left to Backstage. */
function locationTargets(
  repository: Repository,
  document: YamlDocument,
  file: string,
): { targets: string[]; missing: Problem[] } {
  const { spec } = document.data as { spec?: { type?: unknown; target?: unknown; targets?: unknown } }
  const listed = Array.isArray(spec?.targets) ? spec.targets : []
  const all: { readonly target: unknown; readonly path: YamlPath }[] = [
    { target: spec?.target, path: ['spec', 'target'] },
    ...listed.map((target: unknown, index) => ({ target, path: ['spec', 'targets', index] })),
  ]
  const targets: string[] = []
  const missing: Problem[] = []
  for (const { target, path } of all) {
    if (typeof target !== 'string' || /^[a-z][a-z+.-]*:\/\//i.test(target) || spec?.type === 'url') continue
    const resolved = posix.join(posix.dirname(file), target.replaceAll('\\', '/'))
    const found = /[*?[{]/.test(resolved)
      ? matching(repository, resolved)
      : repository.kind(resolved) === 'file'
        ? [resolved]
        : undefined
    if (found !== undefined) targets.push(...found)
    else {
      missing.push({
        code: 'location-target-missing',
        message: `The Location names ${target}, and there is no such file.`,
        hint: `Create ${resolved}, or take the target out.`,
        place: document.placeOf(path),
      })
    }
  }
  return { targets, missing }
}

function matching(repository: Repository, glob: string): string[] {
  const matches = picomatch(glob)
  return repository.files().filter((path) => matches(path))
}
