import { readYaml, type YamlPath } from '../../yaml/read.ts'
import type { SourceFile } from '../extractor.ts'
import type { At } from '../fact.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { type Step, stepsOf } from './steps.ts'

/** What one machine runs from beginning to end. */
export interface Job {
  readonly name: string
  readonly at: At
  readonly steps: readonly Step[]
}

/** A job as it is written, with what else decides whether it runs. */
interface Written {
  readonly name: string
  readonly path: YamlPath
  readonly job: Loose
}
type Locator = (root: Loose) => Written[]

/** Where each system has its jobs, of those that write them in YAML. */
const locators: Readonly<Record<string, Locator>> = {
  'GitHub Actions': (root) => named(root['jobs'], ['jobs']),
  'Forgejo Actions': (root) => named(root['jobs'], ['jobs']),
  CircleCI: (root) => named(root['jobs'], ['jobs']),
  'GitLab CI': (root) =>
    // What begins with a dot is a part of other jobs.
    named(root, []).flatMap(({ name, path, job }) =>
      name.startsWith('.') ? [] : [{ name, path, job: withParents(job, root) }],
    ),
  'Azure Pipelines': (root) => azureJobs(root, [], 'pipeline'),
  'Bitbucket Pipelines': (root) => bitbucketSteps(root['pipelines'], ['pipelines'], 'pipeline'),
  'Travis CI': (root) => [
    { name: 'build', path: [], job: root },
    ...listed(asMap(root['jobs'])['include'], ['jobs', 'include'], 'build'),
  ],
  'Cloud Build': (root) => [{ name: 'build', path: [], job: root }],
  Drone: (root) => [{ name: asText(root['name']) ?? 'build', path: [], job: root }],
  Woodpecker: (root) => [{ name: 'build', path: [], job: root }],
}

/** A condition that asks what has changed, or what somebody has chosen. */
const asks = /\boutputs\b|\bchange[sd]|\binputs\.|\bparameters\.|modified/i

/** The jobs of a file, but those that run once for each of many things, only where some paths have changed, or for review. */
export function jobsIn(tool: string, { path: file, text }: SourceFile): Job[] {
  const locate = locators[tool]
  if (locate === undefined) return []
  return readYaml(text, file).documents.flatMap((document) => {
    const place = (path: YamlPath): At => {
      const { line, column } = document.placeOf(path)
      return { file, line, column }
    }
    const root = asMap(document.data)
    if (isFiltered(asMap(root['on'])['push']) || isFiltered(root['trigger']) || isForReview(root['on'])) return []
    return locate(root).flatMap(({ name, path, job }) =>
      isApart(job, root) ? [] : [{ name, at: place(path), steps: stepsOf(job, path, place, asks) }],
    )
  })
}

const isFiltered = (trigger: unknown): boolean => asMap(trigger)['paths'] !== undefined

/** Started by pull requests alone, it ships nothing for good. */
function isForReview(on: unknown): boolean {
  const events = Array.isArray(on) ? asList(on) : typeof on === 'object' ? Object.keys(asMap(on)) : [on]
  return events.length > 0 && events.every((event) => String(event).startsWith('pull_request'))
}

function isApart(job: Loose, root: Loose): boolean {
  const isMany = [asMap(job['strategy'])['matrix'], job['parallel'], job['matrix'], asMap(job['env'])['matrix']]
  const conditions = [job['if'], job['rules'], job['only'], job['when'], job['condition'], root['workflow']]
  return (
    isMany.some((each) => each !== undefined) ||
    conditions.some((condition) => condition !== undefined && asks.test(JSON.stringify(condition)))
  )
}

/** The maps in a map, by their keys. */
function named(jobs: unknown, path: YamlPath): Written[] {
  return Object.entries(asMap(jobs)).map(([name, job]) => ({ name, path: [...path, name], job: asMap(job) }))
}

function listed(jobs: unknown, path: YamlPath, name: string): Written[] {
  return asList(jobs).map((item, index) => {
    const job = asMap(item)
    const called = asText(job['job'] ?? job['deployment'] ?? job['stage'] ?? job['displayName'] ?? job['name']) ?? name
    return { name: called, path: [...path, index], job }
  })
}

/** `extends` of GitLab: what a job says itself goes before what it takes over. */
function withParents(job: Loose, root: Loose, depth = 0): Loose {
  const parents = [job['extends'] ?? []].flat().map((name: unknown) => asMap(root[asText(name) ?? '']))
  if (parents.length === 0 || depth > 10) return job
  return Object.assign({}, ...parents.map((parent) => withParents(parent, root, depth + 1)), job) as Loose
}

/** Jobs may stand in stages, and steps of a job in what it does once, or in turns. */
function azureJobs(holder: Loose, path: YamlPath, name: string): Written[] {
  const below = ['stages', 'jobs'].flatMap((key) => listed(holder[key], [...path, key], name))
  const nested = below.flatMap(({ job, path: at, name: called }) =>
    // The condition of a stage holds for its jobs.
    azureJobs(job, at, called).map((found) => ({ ...found, job: withCondition(found.job, job['condition']) })),
  )
  const way = ['runOnce', 'rolling', 'canary'].find((each) => asMap(holder['strategy'])[each] !== undefined)
  const deploying = way === undefined ? undefined : ['strategy', way, 'deploy']
  const deploy = asMap(asMap(asMap(holder['strategy'])[way ?? ''])['deploy'])
  if (deploying && deploy['steps']) nested.push({ name, path: [...path, ...deploying], job: deploy })
  return holder['steps'] === undefined ? nested : [...nested, { name, path, job: holder }]
}

const withCondition = (job: Loose, condition: unknown): Loose => ({ condition, ...job })

/** Each step is a machine of its own. */
function bitbucketSteps(value: unknown, path: YamlPath, name: string): Written[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => bitbucketSteps(item, [...path, index], name))
  return Object.entries(asMap(value)).flatMap(([key, item]) => {
    const job = asMap(item)
    return key === 'step' && job['script'] !== undefined
      ? [{ name: asText(job['name']) ?? name, path: [...path, key], job }]
      : bitbucketSteps(item, [...path, key], name)
  })
}
