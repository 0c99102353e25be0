import type { Service } from '../graph.ts'
import type { Tree } from './tree.ts'

/** `build/dev`, `docker/development/web`: Dockerfiles to work with on code that lies elsewhere. */
const forDeveloping = /(?:^|\/)(?:dev|devel|develop|development)(?:\/|$)/i

/**
 * Without what only a folder of images for developing shows, where as much or more is found by code or images of its own:
 * such an image starts the same programs, while somebody writes them.
 */
export function withoutDeveloping(
  services: readonly Service[],
  { sources, manifests, begins, isDeployed }: Tree,
): readonly Service[] {
  const isImageAlone = (path: string): boolean =>
    sources.languageOf(path) === undefined && !manifests.has(path) && !begins.has(path)
  const rest = services.filter(({ name, path }) => !forDeveloping.test(path) || isDeployed(name) || !isImageAlone(path))
  return rest.length * 2 >= services.length ? rest : services
}
