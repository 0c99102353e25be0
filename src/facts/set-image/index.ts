import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { type HelmCommand, helmCommands } from '../helm/commands.ts'
import { lineIndex } from '../line-index.ts'
import { mentionsAny } from '../reading/glance.ts'

const scripts =
  /\.(?:sh|bash|mk)$|(?:^|\/)(?:[Mm]akefile|[Jj]ustfile|Taskfile\.ya?ml|Jenkinsfile[^/]*|\.gitlab-ci\.ya?ml|azure-pipelines[^/]*\.ya?ml|bitbucket-pipelines\.ya?ml|cloudbuild\.ya?ml)$|(?:^|\/)\.(?:github\/workflows|circleci)\/[^/]+\.ya?ml$/
const setsImages = mentionsAny([
  'set image',
  'latest',
  '--app-version',
  'appversion',
  'k8s-deploy',
  'kubernetesmanifest',
  ...['sed -', 'sed) -', 'yq -', 'yq e', 'yq) -', 'helm'],
])
/** Without the command itself: a Makefile says `$(KUSTOMIZE)`. Of kubectl's the workload comes first. */
const commands = /\b(edit )?set image ([^\n;&|]+)/g
/** `controller=${IMG}`, `app=shop/app:1.2`, `shop/app:$TAG`. */
const images = /(?<![\w./*${(-])([\w./*-]+)(?:=([^\s"']+)|[:@]([^\s"']+))/g

/** `sed 's/:latest/:$(VERSION)/'`, `sed 's/shop\:latest/shop\:$(VERSION)/g'`: what manifests have is filled in. */
const filledIn = /\bs([/|#,@])(?:[\w.-]{0,60}\\?:)?latest\1[^\n]{0,99}\$/
/**
 * `helm package shop --app-version "$VERSION"`, `sed -i "s/appVersion: latest/appVersion: $VERSION/"`, `yq -i '.appVersion = …'`: a
 * chart has the version of its images when it is released.
 */
const packed =
  /--app-version[= ]\s{0,3}["']?\$|\b[sS][eE][dD]\b[^\n]{0,200}\bappVersion:?[^\n]{0,99}\$|\byq\b[^\n]{0,99}\.appVersion\s*=/
/**
 * `sed -i "s|image: .*|image: $IMAGE|" k8s/*.yaml`, `sed -i "s;$REPO:[^ ]*;$NEW_IMAGE;" charts/$NAME/values.yaml`, `yq -i '.image.tag =
 * strenv(TAG)' values.yaml`: whatever the file says of an image, a version is written over it. `s,image: ,image: $REGISTRY/,` leaves it.
 */
const writtenOver =
  /\bsed\b[^\n]{0,99}\bs([/|#,@;~])[^\n]{0,200}\1[^\n]{0,99}\$[({]{0,2}\w{0,40}(?:image|tag|version|sha|commit)|\bsed\b[^\n]{0,99}\bs([/|#,@;~])[^\n]{0,20}(?:image|tag)\b(?!["': \t]{0,5}\2)[^\n]{0,99}\2[^\n]{0,99}\$|\byq\b[^\n]{0,99}\.(?:image|tag)\b[^\n=]{0,20}=[^\n]{0,40}(?:\$|env\()/i
/** `charts/$NAME/values.yaml`, `manifests/*` */
const written = /(?<=[\s"'])(?:\.{1,2}\/)*([\w.*$@(){}/-]+\/\*|[\w.*$@(){}/-]*\.ya?ml)(?=["'\s)]|$)/g

/** What a chart draws its manifests from. */
const templates = 'templates/**'

/** What is written over, as globs; of values of a chart all that it draws. */
function overwritten(line: string): string[] {
  return [...line.matchAll(written)].flatMap(([, file = '']) => {
    const glob = file.replace(/\$\{{1,2}[^{}]*\}{1,2}|\$\([^()]*\)|\$\w+/g, '*')
    // What is named by variables alone may be anything.
    if (!/\w/.test(glob.replace(/\.ya?ml$/, ''))) return []
    return /(?:^|\/)values[\w.*-]*\.ya?ml$/.test(glob) ? glob.replace(/[^/]*$/, templates) : glob
  })
}

/** `k8s/*.yaml`, `../deploy/orders.yml` */
const manifest = /(?<![\w$./{}()*%-])(?:\.{1,2}\/)*((?:[\w*-][\w.*-]*\/)*[\w*-][\w.*-]*\.ya?ml)(?![\w$])/g

/** `image.tag=$TAG`, `global.version=${{ github.sha }}` */
const givenTag = /(?:^|[._-])(?:image|tag|version)[\w.-]*=\s*\$|\w(?:Tag|Version|Image)=\s*\$/i
/** A file of values that the pipeline has written before, outside of the repository: `$RUNNER_TEMP/values.json`, `$VALUES`. */
const ownValues = /^(?:\/tmp\/|\$\{?\{?[\s\w.]*(?:te?mp|mktemp)|\$\{?\w+\}?$)/i

/** The charts that are installed with a version of its own for their images, or with values that nothing here tells. */
function filledCharts(file: string, text: string): Fact[] {
  const at = lineIndex(file, text)
  const isFilled = ({ sets, files }: HelmCommand): boolean =>
    sets.some((each) => givenTag.test(each)) || files.some((each) => ownValues.test(each))
  return helmCommands(text).flatMap((command): Fact[] => {
    const folder = command.chart.replace(/^(?:\.{1,2}\/)+|\/$/g, '')
    if (!isFilled(command) || !/^[\w-][\w./-]*$/.test(folder)) return []
    return [{ kind: 'image-override', at: at(command.offset), image: '*', version: '$', files: [`${folder}/**`] }]
  })
}

/** Steps of pipelines that put the images that they list into the manifests that they apply. */
const deploysImages = mentionsAny(['k8s-deploy', 'kubernetesmanifest'])
/** `images: registry/shop:${{ github.sha }}`, or a line of such a list. A registry in a variable leaves the image open. */
const listed =
  /^\s*(?:images:|containers:)?\s{0,3}[|>]?-?\s{0,3}["']?((?:\$\{\{[^{}\n]{1,99}\}\}|\$[({][\w.]{1,99}[)}]|[\w.-])[^\s"']*?):\$[{(]/

/**
 * `kustomize edit set image` and `kubectl set image` in scripts and pipelines: what gives images a version while they are
 * deployed, whatever the manifests say.
 */
export const setImage: Extractor = {
  id: 'set-image',
  notCode: true,
  matches: (path) => scripts.test(path),
  extract({ path, text }) {
    if (!setsImages(text)) return []
    const isOfSteps = deploysImages(text)
    const lines = text.split('\n')
    const inLines = lines.flatMap((line, index): Fact[] => {
      const [, given] = (isOfSteps && listed.exec(line)) || []
      if (given !== undefined && !/^\w+$/.test(given)) {
        const at = { file: path, line: index + 1, column: line.indexOf(given) + 1 }
        return [{ kind: 'image-override', at, image: given.includes('$') ? '*' : given, version: '$' }]
      }
      const sed = /\bsed\b/.test(line) ? filledIn.exec(line) : null
      if (sed) {
        const at = { file: path, line: index + 1, column: sed.index + 1 }
        // What it writes to is not what it reads.
        const files = [...line.replace(/>\s{0,3}\S+/g, '').matchAll(manifest)].flatMap(([, file]) => file ?? [])
        return [{ kind: 'image-override', at, image: '*', version: '$', ...(files.length > 0 ? { files } : {}) }]
      }
      const pack = packed.exec(line)
      if (pack) {
        const at = { file: path, line: index + 1, column: pack.index + 1 }
        return [{ kind: 'image-override', at, image: '*', version: '$', files: [templates] }]
      }
      const over = writtenOver.exec(line)
      const files = over ? overwritten(line) : []
      if (over && files.length > 0) {
        const at = { file: path, line: index + 1, column: over.index + 1 }
        return [{ kind: 'image-override', at, image: '*', version: '$', files }]
      }
      return [...line.matchAll(commands)].flatMap(({ 1: ofKustomize, 2: list = '', index: column }) =>
        [...list.matchAll(images)].flatMap(([, name = '', other = '', own]): Fact[] => {
          const [, place = '', tag] = /^(.+?)[:@]([^:@/]+)$/.exec(other) ?? ['', other]
          // What a variable holds whole holds a version as well.
          const version = own ?? tag ?? /^\$.*/.exec(other)?.[0]
          const image = ofKustomize ? name : place
          if (version === undefined || version === 'latest' || image.startsWith('$')) return []
          return [{ kind: 'image-override', at: { file: path, line: index + 1, column: column + 1 }, image, version }]
        }),
      )
    })
    return [...filledCharts(path, text), ...inLines]
  },
}
