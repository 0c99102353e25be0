import type { Repository } from '../../repository/repository.ts'
import { isForeign } from '../foreign.ts'

/**
 * Folders of submodules that are not checked out, relative to the root: nobody knows what services are there. Those of code
 * that is somebody else's are no loss.
 */
export function missingSubmodules(repository: Repository): readonly string[] {
  const listed = repository.kind('.gitmodules') === 'file' ? (repository.readBytes('.gitmodules') ?? []) : []
  const paths = [
    ...Buffer.from(listed)
      .toString('utf8')
      .matchAll(/^\s*path\s*=\s*"?([^"\r\n]+?)"?\s*$/gm),
  ]
  return paths
    .flatMap(([, path = '']) => path.replace(/\/+$/, ''))
    .filter((path) => !isForeign(`${path}/x`) && repository.kind(path) === 'folder')
    .filter((path) => repository.kind(`${path}/.git`) === undefined)
}
