import { existsSync } from 'node:fs'
import { diskRepository } from '../repository/disk.ts'
import type { Repository } from '../repository/repository.ts'
import { type FoundRoot, findRoot } from '../workspace/find-root.ts'
import type { Session } from './session.ts'

/** The repository that the user stands in, with what told us its root. */
export function openRepository({ cwd }: Session): FoundRoot & { readonly repository: Repository } {
  const found = findRoot(cwd, existsSync)
  return { ...found, repository: diskRepository(found.root) }
}
