import picomatch from 'picomatch'
import type { At } from '../../../../facts/fact.ts'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import { imageName, imagePath } from '../../../../products/image-name.ts'
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
    const latest = overriddenByLatest(context.facts)
    const given = new Set(
      context.facts
        .of('image-override')
        .flatMap(({ image, version, asItDeploys }) =>
          version === undefined || version === 'latest' || asItDeploys ? [] : [image],
        ),
    )
    const isFilledIn = filledInFiles(context.facts)
    const isGiven = taggedByTools(context.facts)
    return judgeContainers(context, ({ layers, workload }) => {
      if (isFilledIn(workload.at.file)) return undefined
      const image = layers.map((each) => each.image).findLast((value) => value !== undefined)
      const by = latest.get(image === undefined ? '' : imagePath(image))
      if (image !== undefined && by !== undefined) {
        const related = [{ ...by, message: 'gives it this tag' }]
        return { text: `runs ${imagePath(image)}:latest, whatever that is at the time`, related }
      }
      if (image === undefined || given.has(image.replace(/:latest$/, ''))) return undefined
      if (/:latest$/.test(image)) return { text: `runs ${image}, whatever that is at the time` }
      // Without a tag it may be one that a build fills in.
      const isUntagged = !/[:@][^/]*$/.test(image) && /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*$/.test(image)
      if (!isUntagged || isGiven(image) || /(?:^|\/)templates\//.test(workload.at.file)) return undefined
      return { text: `runs ${image} without a tag, and so whatever is latest at the time` }
    })
  },
}

/**
 * Images to which all that speak of them give the tag `latest`, with the first of these: kustomizations, and Skaffold, scripts and
 * pipelines too. One of those with a tag of its own, or none that is known, is enough to say nothing.
 */
function overriddenByLatest(facts: FactIndex): ReadonlyMap<string, At> {
  const found = new Map<string, At>()
  const fixed = new Set<string>()
  for (const { at, image, version } of facts.of('image-override')) {
    if (version !== 'latest') fixed.add(image)
    else if (!found.has(image)) found.set(image, at)
  }
  return new Map([...found].filter(([image]) => !fixed.has(image)))
}

/**
 * Whether Tilt or Skaffold builds an image and deploys it in one go, with a tag of its own. Where a manifest says `latest` itself,
 * others deploy it so.
 */
function taggedByTools(facts: FactIndex): (image: string) => boolean {
  const tagged = new Set(facts.of('image-override').flatMap(({ image, asItDeploys }) => (asItDeploys ? [image] : [])))
  const built = facts.of('image-build').filter(({ at }) => /[Tt]iltfile[^/]*$/.test(at.file))
  const names = new Set(built.map(({ image }) => image))
  return (image) => tagged.has(image) || names.has(imageName(image).toLowerCase())
}

/** Whether the tag `latest` of a manifest is filled in when it is released: of all, or of those that a script names. */
function filledInFiles(facts: FactIndex): (file: string) => boolean {
  const scripts = facts.of('image-override').filter(({ image }) => image === '*')
  if (scripts.length === 0) return () => false
  const globs = scripts.flatMap(({ files = ['*'] }) => files.map((file) => `**/${file}`))
  return picomatch(globs, { dot: true })
}
