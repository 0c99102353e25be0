import { posix } from 'node:path'
import { readIfText } from '../../repository/read-if-text.ts'
import type { Repository } from '../../repository/repository.ts'
import { asList, asMap, asText, asTexts, type Loose } from '../loose.ts'
import { isApplication } from './applications.ts'
import { type HelmCommand, helmCommands } from './commands.ts'
import { filledList, filledValues, withoutNothing } from './helmfile.ts'
import { lenientDocuments } from './lenient.ts'
import { merged } from './values.ts'

/** One time that a chart is installed by what the repository holds: the name that it gets, and the values on top of its own. */
export interface Release {
  readonly name: string
  readonly values: Loose
}

/** Scripts and pipelines, which install with commands. */
const scripts =
  /\.(?:sh|bash|mk)$|(?:^|\/)(?:Makefile|[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile[^/]*|\.gitlab-ci\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|cloudbuild\.ya?ml)$|(?:^|\/)\.(?:github\/workflows|circleci)\/[^/]+\.ya?ml$/
/** What tells of releases in a form of its own: Skaffold, helmfile, Argo CD and Flux. */
const lists =
  /(?:^|\/)(?:skaffold|helmfile)[^/]*\.ya?ml(?:\.gotmpl)?$|(?:^|\/)helmfile\.d\/.*\.ya?ml(?:\.gotmpl)?$|(?:^|\/)[^/]*(?:argo|gitops|flux|applications?|app-?sets?|clusters?|helm-?releases?)[^/]*\/.*\.ya?ml$|(?:^|\/)[^/]*(?:argo|application|helm-?release)[^/]*\.ya?ml$/i
/** A template of a chart. */
const ofChart = /(?:^|\/)templates\/.*\.ya?ml$/
/** What a name of Kubernetes may be. */
const dnsName = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
/** Releases that only try a chart out. */
const trial = /^(?:my-?(?:release|app|chart)|release(?:-name)?|(?:.*-)?(?:test|ci|e2e|smoke)(?:-.*)?|foo|bar|example)$/

/**
 * Finds how what is in the repository installs each of its charts: under which names, and with which values. A name that a
 * variable fills says nothing. `drawn`: what a template of a chart comes to that has Applications of Argo CD.
 */
export function releasesOf(
  repository: Repository,
  charts: ReadonlySet<string>,
  drawn: (file: string) => string = () => '',
): (chart: string) => readonly Release[] {
  let found: Map<string, Release[]> | undefined
  return (chart) => {
    found ??= read(repository, charts, drawn)
    return found.get(chart) ?? []
  }
}

function read(
  repository: Repository,
  charts: ReadonlySet<string>,
  drawn: (file: string) => string,
): Map<string, Release[]> {
  const found = new Map<string, Release[]>()
  for (const file of repository.files()) {
    const isScript = scripts.test(file)
    const isTemplate = ofChart.test(file)
    if (!isScript && !isTemplate && !lists.test(file)) continue
    const raw = readIfText(repository, file) ?? ''
    const isDrawn = isTemplate && isApplication(raw)
    if (!isScript && !isDrawn && !lists.test(file)) continue
    const text = isDrawn ? drawn(file) : filledList(raw, file, (path) => readIfText(repository, path) !== undefined)
    for (const { release, chart, files, sets, written = [] } of isScript ? helmCommands(text) : listed(text, file)) {
      const folder = placeOf(chart, file, charts)
      if (folder === undefined || !dnsName.test(release) || trial.test(release)) continue
      const known = found.get(folder) ?? []
      if (known.some(({ name }) => name === release)) continue
      const given = files.map((each) => valuesIn(repository, each, [posix.dirname(file), '.', folder]))
      found.set(folder, [
        ...known,
        { name: release, values: merged(...given, ...written, ...setsOf(sets).map(setValue)) },
      ])
    }
  }
  return found
}

/**
 * What is set but for images without a registry or an owner (`image.repository=orders`), with their tags: somebody has built
 * those into a cluster on the own machine, and the chart says what others run.
 */
function setsOf(sets: readonly string[]): readonly string[] {
  const own = sets.flatMap((set) => /^(.+)\.(?:repository|name)=[^/$]+$/.exec(set)?.[1] ?? [])
  const isOfOwn = (set: string): boolean =>
    own.some(
      (image) =>
        /image$/i.test(image) &&
        /^(?:repository|name|tag|pullPolicy)=/.test(set.slice(image.length + 1)) &&
        set.startsWith(`${image}.`),
    )
  return sets.filter((set) => !isOfOwn(set))
}

/** Releases that Skaffold, helmfile, Argo CD and Flux are told of. */
function listed(text: string, file: string): HelmCommand[] {
  if (!/\b(?:chart(?:Path)?|path)\s*:/.test(text)) return []
  return lenientDocuments(text, file).flatMap((data): HelmCommand[] => {
    if (data.kind === 'Application') return applied(data)
    if (data.kind === 'ApplicationSet') return appliedInSet(data)
    if (data.kind === 'HelmRelease') return reconciled(data)
    const skaffold = [data.deploy, data.manifests].flatMap((part) => asList(asMap(asMap(part).helm).releases))
    return [...asList(data.releases), ...skaffold].flatMap((entry): HelmCommand[] => {
      const { name, chart, chartPath, values, valuesFiles } = asMap(entry)
      const [release, path] = [asText(name), asText(chartPath) ?? asText(chart)]
      const files = [...asList(values), ...asList(valuesFiles)].flatMap((each) => asText(each) ?? [])
      const sets = Object.entries(asTexts(asMap(entry).setValues)).map((pair) => pair.join('='))
      const written = asList(values).map((each) => withoutNothing(asMap(each)))
      return release === undefined || path === undefined ? [] : [{ release, chart: path, files, sets, written }]
    })
  })
}

/** An Application of Argo CD, which installs charts. */
function applied({ metadata, spec }: Loose): HelmCommand[] {
  const { source, sources } = asMap(spec)
  return [source, ...asList(sources)].flatMap((each): HelmCommand[] => {
    const { path, helm } = asMap(each)
    const { releaseName, valueFiles, values, valuesObject, parameters } = asMap(helm)
    const release = asText(releaseName) ?? asText(asMap(metadata).name)
    const chart = asText(path)
    if (release === undefined || chart === undefined) return []
    // `$values/orders.yaml` is of another source, which often is this very repository.
    const files = asList(valueFiles).flatMap((file) => asText(file)?.replace(/^\$\w+\//, '') ?? [])
    const sets = asList(parameters).map(
      (parameter) => `${asText(asMap(parameter).name)}=${asText(asMap(parameter).value)}`,
    )
    const written = [...lenientDocuments(asText(values) ?? '', ''), asMap(valuesObject)]
    return [{ release, chart, files, sets, written }]
  })
}

/** An ApplicationSet of Argo CD: an Application for each element of its lists, which fill its template in. */
function appliedInSet({ spec }: Loose): HelmCommand[] {
  const { generators, template } = asMap(spec)
  const elements = asList(generators).flatMap((generator) => asList(asMap(asMap(generator).list).elements))
  return elements.flatMap((element) => {
    const values = asTexts(element)
    const filled = JSON.stringify(template ?? {}).replace(/\{\{-?\s*\.?([\w-]+)\s*-?\}\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? JSON.stringify(values[name]).slice(1, -1) : whole,
    )
    return applied(asMap(JSON.parse(filled)))
  })
}

/** A HelmRelease of Flux. */
function reconciled({ metadata, spec }: Loose): HelmCommand[] {
  const { releaseName, chart: source, values } = asMap(spec)
  const { chart: path, valuesFiles, valuesFile } = asMap(asMap(source).spec)
  const release = asText(releaseName) ?? asText(asMap(metadata).name)
  const chart = asText(path)
  if (release === undefined || chart === undefined) return []
  const files = [...asList(valuesFiles), valuesFile].flatMap((file) => asText(file) ?? [])
  return [{ release, chart, files, sets: [], written: [asMap(values)] }]
}

/** The chart that is meant: from where the file lies, from the root, or the only one whose path ends so. */
function placeOf(chart: string, file: string, charts: ReadonlySet<string>): string | undefined {
  const places = [posix.join(posix.dirname(file), chart), posix.normalize(chart)].map((path) => path.replace(/\/$/, ''))
  const exact = places.find((path) => charts.has(path))
  if (exact !== undefined) return exact
  const end = posix.normalize(chart.replace(/\$\{?\w+\}?\/?/g, '')).replace(/^(?:\.\.?\/)+|\/$/g, '')
  // A name without a folder is that of a chart which is kept elsewhere.
  if (!/[./]/.test(chart) || end === '' || end === '.') return undefined
  const [only, ...others] = [...charts].filter((path) => path.endsWith(`/${end}`))
  return others.length === 0 ? only : undefined
}

function valuesIn(repository: Repository, file: string, folders: readonly string[]): Loose {
  const text = folders
    .map((folder) => readIfText(repository, posix.join(folder, file)))
    .find((each) => each !== undefined)
  const values = lenientDocuments(filledValues(text ?? '', file), file)[0] ?? {}
  return file.endsWith('.gotmpl') ? withoutNothing(values) : values
}

/** `image.tag=1` as a map. */
function setValue(pair: string): Loose {
  const [, path = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
  // A value that a variable fills is not known, and one in a list has no name.
  if (path === '' || /[$[{]/.test(pair)) return {}
  const plain = value === 'true' ? true : value === 'false' ? false : value
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), plain) as Loose
}
