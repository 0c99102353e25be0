import type { Rule } from '../../../rule.ts'

/** Tags that are meant to move from one version to the next. */
const moving = /^(?:latest|stable|edge|main|master|nightly|current|rolling|lts|mainline|dev|develop)$/i

export const unpinnedBaseImage: Rule = {
  id: 'unpinned-base-image',
  group: 'docker',
  severity: 'error',
  summary: 'An image is built on a base that can change by itself.',
  why: 'The same commit builds another service tomorrow, and nobody can tell what changed.',
  help: 'Name a version in the tag (node:24-slim), or the digest, which a bot can keep up to date.',
  defaults: { require: 'tag' },
  *check({ facts, options, serviceOf }) {
    for (const { at, image, internal } of facts.of('base-image')) {
      const fault = internal ? undefined : faultOf(image, options.require === 'digest')
      if (fault === undefined) continue
      const service = serviceOf(at.file)
      yield {
        message: `${service ? `${service.name} is` : 'An image is'} built on ${image}, which ${fault}.`,
        at,
        services: service ? [service.name] : [],
      }
    }
  },
}

/** `[registry[:port]/]name[:tag][@digest]`; silent about one that a build argument decides. */
function faultOf(image: string, needsDigest: boolean): string | undefined {
  if (image === 'scratch' || image.includes('$') || /@sha\d+:/.test(image)) return undefined
  const tag = /:([^:/@]+)$/.exec(image)?.[1]
  if (tag === undefined) return 'has no tag, and so means whatever is latest'
  if (moving.test(tag)) return `moves with the tag "${tag}"`
  return needsDigest ? 'is not pinned by digest' : undefined
}
