import type { Extractor } from '../extractor.ts'
import { jenkinsStages } from './jenkins.ts'
import { jobsIn } from './jobs.ts'
import { pathFilters } from './path-filters.ts'
import { shipments } from './shipments.ts'

/** Where each system of continuous integration wants its configuration. */
const places: readonly (readonly [tool: string, place: RegExp])[] = [
  ['GitHub Actions', /^\.github\/workflows\/[^/]+\.ya?ml$/],
  ['GitLab CI', /(?:^|\/)\.gitlab-ci[\w.-]*\.ya?ml$/],
  ['Jenkins', /(?:^|\/)Jenkinsfile[\w.-]*$|\.jenkinsfile$/i],
  ['Azure Pipelines', /(?:^|\/)azure-pipelines?[\w.-]*\.ya?ml$|(?:^|\/)\.azure-pipelines\/.+\.ya?ml$/i],
  ['CircleCI', /^\.circleci\/.+\.ya?ml$/],
  ['Travis CI', /^\.travis\.ya?ml$/],
  ['Bitbucket Pipelines', /^bitbucket-pipelines\.ya?ml$/],
  ['Drone', /^\.drone[\w.-]*\.(?:ya?ml|jsonnet|star)$/],
  ['Woodpecker', /^\.woodpecker(?:\/.+)?\.ya?ml$/],
  ['Buildkite', /^\.buildkite\/.+\.(?:ya?ml|sh)$/],
  ['Cloud Build', /(?:^|\/)cloudbuild[\w.-]*\.(?:ya?ml|json)$/],
  ['CodeBuild', /(?:^|\/)buildspec[\w.-]*\.ya?ml$/],
  ['Tekton', /(?:^|\/)\.?tekton\/.+\.ya?ml$/],
  ['TeamCity', /^\.teamcity\/.+\.kts?$/],
  ['AppVeyor', /^\.?appveyor\.ya?ml$/],
  ['Concourse', /^(?:ci|concourse)\/pipeline[\w.-]*\.ya?ml$/],
  ['Semaphore', /^\.semaphore\/.+\.ya?ml$/],
  ['Cirrus CI', /^\.cirrus\.ya?ml$/],
  ['Forgejo Actions', /^\.(?:forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/],
]

/** Words without which no job ships anything. */
const shipping = /push|deploy|apply|upgrade|install|replace|rollout|set image|update|\brun\b/

/** Configuration of continuous integration, by its place; and what its jobs ship, and when they run. */
export const pipeline: Extractor = {
  id: 'pipeline',
  onlyGlances: true,
  notCode: true,
  matches: (path) => places.some(([, place]) => place.test(path)),
  extract(file) {
    const [tool] = places.find(([, place]) => place.test(file.path)) ?? []
    if (tool === undefined) return []
    const stated = { kind: 'pipeline' as const, at: { file: file.path, line: 1, column: 1 }, tool }
    if (tool === 'Jenkins') return [stated, ...jenkinsStages(file).flatMap(shipments)]
    const shipped = shipping.test(file.text) ? jobsIn(tool, file).flatMap(shipments) : []
    return [stated, ...shipped, ...(/\b(?:paths|changes)\b/.test(file.text) ? pathFilters(file) : [])]
  },
}
