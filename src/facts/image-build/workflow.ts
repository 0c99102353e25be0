import { readYaml } from '../../yaml/read.ts'
import type { SourceFile } from '../extractor.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { withoutSpaces } from '../reading/script.ts'
import { type Built, buildCommand, buildsIn } from './command.ts'

/** What the jobs of a workflow of GitHub build, by commands and by Docker's own action; once for each of a matrix. */
export function buildsOfWorkflow({ path, text }: SourceFile): Built[] {
  return readYaml(text, path).documents.flatMap((document) =>
    Object.entries(asMap(asMap(document.data)['jobs'])).flatMap(([name, value]) => {
      const job = asMap(value)
      const matrix = matrixOf(job)
      const folder = asText(asMap(asMap(job['defaults'])['run'])['working-directory'])
      const names = namesOfSteps(asList(job['steps']))
      return asList(job['steps']).flatMap((item, index) => {
        const line = document.placeOf(['jobs', name, 'steps', index]).line - 1
        return matrix.flatMap((values) =>
          ofStep(asMap(item), values, folder, names).map((found) => ({ ...found, line })),
        )
      })
    }),
  )
}

type Values = ReadonlyMap<string, string>

function ofStep(
  step: Loose,
  values: Values,
  jobFolder: string | undefined,
  names: ReadonlyMap<string, unknown>,
): Built[] {
  const filled = (value: unknown): string | undefined =>
    asText(value)?.replace(/\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/g, (written, name: string) => values.get(name) ?? written)
  const run = filled(step['run'])
  if (run !== undefined) {
    const folder = filled(step['working-directory']) ?? filled(jobFolder)
    if (folder !== undefined && /\$/.test(folder)) return []
    return buildsIn(run).map((found) =>
      folder === undefined ? found : { ...found, folder: `${folder}/${found.folder ?? '.'}` },
    )
  }
  if (!builders.test(asText(step['uses']) ?? '')) return []
  const inputs = asMap(step['with'])
  const given = (...names: readonly string[]): string | undefined =>
    names.map((name) => filled(inputs[name])).find((each) => each !== undefined)
  const told = names.get(/\bsteps\.([\w-]+)\.outputs\.tags\b/.exec(filled(inputs['tags']) ?? '')?.[1] ?? '')
  // Where an image has an input of its own, that of its tags names none.
  const tag = withoutSpaces(given(...ofImages) ?? filled(told ?? inputs['tags']) ?? '')
    .split(/[\s,]+/)
    .find((each) => each !== '')
  if (tag === undefined) return []
  const [file, target] = [given('file', 'dockerfile', 'containerfiles', 'dockerfiles'), filled(inputs['target'])]
  const command = buildCommand([
    '-t',
    tag,
    ...(file === undefined ? [] : ['-f', file]),
    ...(target === undefined ? [] : ['--target', target]),
    given('context', 'path', 'workdir', 'directory') ?? '.',
  ])
  return command === undefined ? [] : [{ ...command, line: 0 }]
}

/** Steps that build images: Docker's own, of the first version too, and others that many take. */
const builders =
  /\bbuild-push-action\b|\bdocker\/build|\/docker-build-push\b|\/publish-docker-github-action\b|\/buildah-build\b|\/docker-build-with-cache-action\b/i
/** What they call the image. */
const ofImages = ['repository', 'image', 'image_name', 'name'] as const

/** The images that Docker's own step for names and tags is for, by the id under which others ask it for its tags. */
const namesOfSteps = (steps: readonly unknown[]): ReadonlyMap<string, unknown> =>
  new Map(
    steps.flatMap((item) => {
      const { id, uses, with: inputs } = asMap(item)
      return /\bdocker\/metadata-action\b/.test(asText(uses) ?? '') ? [[asText(id) ?? '', asMap(inputs)['images']]] : []
    }),
  )

/** What each run of a job is given, under names as expressions write them: `service`, `service.path`. */
function matrixOf(job: Loose): Values[] {
  const matrix = asMap(asMap(job['strategy'])['matrix'])
  const runs = asList(matrix['include']).map((each) => flat(each, ''))
  for (const [name, list] of Object.entries(matrix)) {
    if (name === 'include' || name === 'exclude') continue
    for (const value of asList(list).slice(0, 100)) runs.push(flat(value, name))
  }
  return runs.length > 0 ? runs : [new Map()]
}

function flat(value: unknown, name: string): Map<string, string> {
  const text = asText(value)
  if (text !== undefined) return new Map([[name, text]])
  return new Map(
    Object.entries(asMap(value)).flatMap(([key, each]) => [...flat(each, name === '' ? key : `${name}.${key}`)]),
  )
}
