import { posix } from 'node:path'
import type { Rule } from '../../../rule.ts'
import { buildContexts } from '../build-context.ts'
import { imageOwners } from '../service-image.ts'

export const missingDockerignore: Rule = {
  id: 'missing-dockerignore',
  group: 'docker',
  severity: 'warning',
  summary: 'An image takes in a whole folder, and no .dockerignore keeps anything out.',
  why: 'Secrets, local builds and the history go into the image, and every change of any file builds it anew.',
  help: 'Add a .dockerignore that lets in only what the build needs, or copy those files by name.',
  *check(context) {
    const { facts, has } = context
    const ownerOf = imageOwners(context)
    const contextOf = buildContexts(facts)
    for (const { at, sources, from } of facts.of('image-copy')) {
      const folder = contextOf(at.file)
      const service = ownerOf(at.file)
      const isWhole = from === undefined && sources.some((source) => /^\.?\/?$/.test(source))
      if (!isWhole || service === undefined) continue
      if (has(posix.join(folder, '.dockerignore')) || has(`${at.file}.dockerignore`)) continue
      const message = `The image of ${service.name} takes in all of ${folder === '.' ? 'the repository' : folder}, and nothing keeps anything out.`
      yield { message, at, services: [service.name] }
    }
  },
}
