import { posix } from 'node:path'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { ImageBuildFact } from '../image-facts.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { isMakefile } from '../reading/script.ts'
import { buildsOfBake } from './bake.ts'
import { type Built, buildsIn } from './command.ts'
import { buildsOfSkaffold, taggedBySkaffold } from './skaffold.ts'
import { asScript } from './taskfile.ts'
import { buildsOfTilt } from './tilt.ts'
import { buildsOfWorkflow } from './workflow.ts'

const scripts =
  /\.(?:sh|bash|ps1|cmd|bat|mk)$|(?:^|\/)(?:[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile[^/]*|\.gitlab-ci[\w.-]*\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.yml|buildspec[\w.-]*\.ya?ml)$|(?:^|\/)\.circleci\/[^/]+\.ya?ml$/
const tasks = /(?:^|\/)Taskfile\.ya?ml$/
const tilt = /(?:^|\/)(?:[\w-]+\.)?Tiltfile(?:\.[\w-]+)?$|\.tiltfile$/
const workflows = /^\.github\/workflows\/[^/]+\.ya?ml$/
const skaffold = /(?:^|\/)skaffold[^/]*\.ya?ml$/
const hasArtifacts = mentionsAny(['artifacts'])
const bake = /(?:^|\/)docker-bake(?:\.[\w-]+)*\.hcl$/
const buildsImages = mentionsAny(['docker', 'podman', 'buildah', 'nerdctl'])

/** Scripts, Makefiles, pipelines and files of Tilt, Skaffold and bake that build images: which Dockerfile makes which image, and from which folder. */
export const imageBuild: Extractor = {
  id: 'image-build',
  onlyGlances: true,
  notCode: true,
  matches: (path) => [scripts, workflows, tilt, skaffold, bake].some((form) => form.test(path)),
  extract(file) {
    if (skaffold.test(file.path))
      return hasArtifacts(file.text)
        ? [
            ...buildsOfSkaffold(file).map((each) => fact(file.path, each, [posix.dirname(file.path)])),
            ...taggedBySkaffold(file),
          ]
        : []
    if (bake.test(file.path)) return buildsOfBake(file.text).map((each) => fact(file.path, each, ['.']))
    if (!buildsImages(file.text) || !/(?:\b|_)build\b|\bbud\b/.test(file.text)) return []
    const starts = startsOf(file.path)
    return foundIn(file).map((each) => fact(file.path, each, starts))
  },
}

function foundIn(file: SourceFile): Built[] {
  if (workflows.test(file.path)) return buildsOfWorkflow(file)
  if (tilt.test(file.path)) return buildsOfTilt(file.text)
  return buildsIn(tasks.test(file.path) ? asScript(file.text) : asOfUnix(file), isMakefile(file.path))
}

/** Scripts are started at the root, or from where they lie; what Make, Task and Tilt run, where they do; pipelines at the root. */
function startsOf(path: string): readonly string[] {
  const own = posix.dirname(path)
  if (tilt.test(path)) return [own]
  if (isMakefile(path) || tasks.test(path)) return [own, '.']
  return /\.(?:sh|bash|ps1|cmd|bat)$/.test(path) ? ['.', own] : ['.']
}

/** Scripts of Windows with the separators of Unix, and without the ways to say where the script lies. */
function asOfUnix({ path, text }: SourceFile): string {
  if (!/\.(?:ps1|cmd|bat)$/.test(path)) return text
  return text.replace(/%~dp0\\?/gi, './').replace(/(?<=[\w.})])\\(?=[\w.$])/g, '/')
}

function fact(
  path: string,
  { image, context, dockerfile, target, line, folder = '.' }: Built,
  starts: readonly string[],
): ImageBuildFact {
  const places = (context === undefined ? [] : starts).map((start) => {
    const from = posix.join(start, folder)
    const place = posix.join(from, context ?? '.').replace(/\/$/, '')
    return {
      context: place,
      dockerfile: dockerfile === undefined ? posix.join(place, 'Dockerfile') : posix.join(from, dockerfile),
    }
  })
  return { kind: 'image-build', at: { file: path, line: line + 1, column: 1 }, image, places, ...present({ target }) }
}
