import { posix } from 'node:path'
import picomatch from 'picomatch'
import type { Problem } from '../errors/problem.ts'
import { isForeign } from '../facts/foreign.ts'
import type { Repository } from '../repository/repository.ts'
import { readYaml, type YamlDocument, type YamlPath } from '../yaml/read.ts'
import type { Catalog, Entity } from './catalog.ts'
import { checkEntity } from './check.ts'

const usualFile = 'catalog-info.yaml'

/**
 * Reads the catalog from its root file, following `Location` targets. Where there is no root file, or one that has no
 * Location, it is every `catalog-info.yaml` in the tree: so does Backstage's discovery. Faults in form become problems;
 * what can be read is read.
 */
export function readCatalog(repository: Repository, rootFile: string = usualFile): Catalog {
  const reader = new Reader(repository)
  if (isFile(repository, rootFile)) reader.follow([rootFile])
  const linked = reader.files.length
  if (!reader.entities.some(({ kind }) => kind === 'Location')) {
    reader.follow(
      repository
        .files()
        .filter((path) => posix.basename(path) === usualFile && !isForeign(path) && !isSample(repository, path)),
    )
  }
  const { files, entities, problems, unreadable } = reader
  return { files, unlinked: files.slice(linked), entities, problems, unreadable }
}

class Reader {
  readonly files: string[] = []
  readonly entities: Entity[] = []
  readonly problems: Problem[] = []
  readonly unreadable: Problem[] = []
  readonly #seen = new Set<string>()
  readonly #repository: Repository

  constructor(repository: Repository) {
    this.#repository = repository
  }

  /** Reads files and what their Locations name, each once. */
  follow(start: readonly string[]): void {
    const queue = [...start]
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const text = this.#seen.has(file) ? undefined : this.#repository.read(file)
      this.#seen.add(file)
      if (text !== undefined) queue.push(...this.#readFile(file, text))
    }
  }

  /** Files that are to be read next. */
  #readFile(file: string, text: string): string[] {
    const parsed = readYaml(text, file)
    this.files.push(file)
    this.problems.push(...parsed.problems)
    this.unreadable.push(...parsed.problems)
    return parsed.documents.flatMap((document) => {
      const { entity, faults } = checkEntity(document, file)
      this.problems.push(...faults)
      if (entity === undefined) return []
      this.entities.push(entity)
      if (entity.kind !== 'Location') return []
      const { targets, missing } = locationTargets(this.#repository, document, file)
      this.problems.push(...missing)
      return targets
    })
  }
}

/** A link that leads to a file inside the tree counts as one. */
function isFile(repository: Repository, path: string): boolean {
  const kind = repository.kind(path)
  return kind === 'file' || (kind === 'link' && repository.readBytes(path) !== undefined)
}

/** Folders whose catalog files are there to be tested with. */
const samples = /(?:^|\/)(?:__)?(?:tests?|fixtures?|testdata|mocks)(?:__)?\//

/** What tests read, or a software template makes catalog files from: names are still placeholders there. */
const isSample = (repository: Repository, path: string): boolean =>
  samples.test(path) || /\$\{\{|\{\{[^}]*\}\}/.test(repository.read(path) ?? '')

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
      : isFile(repository, resolved)
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
