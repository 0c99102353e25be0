import { posix } from 'node:path'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { ImageBuildFact } from '../image-facts.ts'
import { present } from '../present.ts'
import { mentionsAny } from '../reading/glance.ts'
import { isMakefile } from '../reading/script.ts'
import { type Built, buildsIn } from './command.ts'
import { buildsOfWorkflow } from './workflow.ts'

const scripts =
  /\.(?:sh|bash|ps1|cmd|bat|mk)$|(?:^|\/)(?:[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile[^/]*|\.gitlab-ci[\w.-]*\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.yml|buildspec[\w.-]*\.ya?ml)$|(?:^|\/)\.circleci\/[^/]+\.ya?ml$/
const workflows = /^\.github\/workflows\/[^/]+\.ya?ml$/
const buildsImages = mentionsAny(['docker', 'podman', 'buildah', 'nerdctl'])

/** Scripts, Makefiles and pipelines that build images: which Dockerfile makes which image, and from which folder. */
export const imageBuild: Extractor = {
  id: 'image-build',
  onlyGlances: true,
  notCode: true,
  matches: (path) => scripts.test(path) || workflows.test(path),
  extract(file) {
    if (!buildsImages(file.text) || !/\bbuild\b|\bbud\b/.test(file.text)) return []
    const isMake = isMakefile(file.path)
    const found = workflows.test(file.path) ? buildsOfWorkflow(file) : buildsIn(asOfUnix(file), isMake)
    // Scripts are started at the root, or from where they lie; pipelines run at the root.
    const own = posix.dirname(file.path)
    const isOfFolder = isMake || /\.(?:sh|bash|ps1|cmd|bat)$/.test(file.path)
    return found.map((each) => fact(file.path, each, isOfFolder ? (isMake ? [own, '.'] : ['.', own]) : ['.']))
  },
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
