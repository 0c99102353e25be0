import { posix } from 'node:path'
import { foldersAbove } from '../../../../graph/folders-above.ts'
import type { Fix } from '../../../fix.ts'
import type { Rule } from '../../../rule.ts'
import { likelyContext, statedContexts } from '../build-context.ts'
import { imageOwners } from '../service-image.ts'

export const missingDockerignore: Rule = {
  id: 'missing-dockerignore',
  group: 'docker',
  severity: 'warning',
  summary: 'An image takes in a whole folder, and no .dockerignore keeps anything out.',
  why: 'Secrets, local builds and the history go into the image, and every change of any file builds it anew.',
  help: 'Add a .dockerignore that lets in only what the build needs, or copy those files by name.',
  fixes: 'Adds the .dockerignore that the stack of the service has.',
  *check(context) {
    const { facts, has, serviceOf } = context
    const ownerOf = imageOwners(context)
    const stated = statedContexts(facts)
    for (const { at, sources, from } of facts.of('image-copy')) {
      const folder = stated.get(at.file) ?? likelyContext(context, at.file)
      const service = ownerOf(at.file)
      const isWhole = from === undefined && sources.some((source) => /^\.?\/?$/.test(source))
      if (!isWhole || service === undefined || folder === undefined) continue
      // Of one that lies outside of all services only who builds it knows from where.
      if (!stated.has(at.file) && serviceOf(at.file) === undefined) continue
      // Nobody says what else than compose builds it from; often it is a folder further up.
      const possible = stated.has(at.file) ? [folder] : ['.', ...foldersAbove(`${folder}/.`)]
      if (possible.some((each) => has(posix.join(each, '.dockerignore'))) || has(`${at.file}.dockerignore`)) continue
      const message = `The image of ${service.name} takes in all of ${folder === '.' ? 'the repository' : folder}, and nothing keeps anything out.`
      const isOwn = folder === service.path && service.stack !== undefined
      const fix: Fix = { kind: 'add-stack-file', service: service.name, path: '.dockerignore' }
      yield { message, at, services: [service.name], ...(isOwn ? { fix: [fix] } : {}) }
    }
  },
}
