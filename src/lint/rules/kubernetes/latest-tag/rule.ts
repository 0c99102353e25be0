import type { Rule } from '../../../rule.ts'
import { judgeContainers } from '../service-workloads.ts'

export const latestTag: Rule = {
  id: 'latest-tag',
  group: 'kubernetes',
  severity: 'warning',
  summary: 'A service whose image is whatever is latest.',
  why: 'Two copies of one service may run two versions, and there is nothing to go back to.',
  help: 'Name the version or the digest of the image; a build that fills it in (kustomize, a chart) is as good.',
  check: (context) => {
    const given = new Set(
      context.facts
        .of('image-override')
        .flatMap(({ image, version }) => (version === undefined || version === 'latest' ? [] : [image])),
    )
    return judgeContainers(context, ({ layers }) => {
      const image = layers.map((each) => each.image).findLast((value) => value !== undefined)
      // Without a tag it may be one that a build fills in; with one nobody does.
      if (image === undefined || !/:latest$/.test(image) || given.has(image.replace(/:latest$/, ''))) return undefined
      return { text: `runs ${image}, whatever that is at the time` }
    })
  },
}
