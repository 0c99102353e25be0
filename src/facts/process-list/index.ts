import { posix } from 'node:path'
import { readYaml, type YamlDocument, type YamlPath } from '../../yaml/read.ts'
import type { Extractor, SourceFile } from '../extractor.ts'
import type { At, EnvSetFact, Fact, ProcessFact, ProcessListKind } from '../fact.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { pm2Applications } from './pm2.ts'
import { setVariable } from './set-variables.ts'
import { codeFolder, startedFolder } from './started-folder.ts'

/** Foreman's and Heroku's: a process a line. */
const procfile = /(?:^|\/)Procfile(?:\.[\w-]+)?$/
const pm2Code = /(?:^|\/)(?:ecosystem|pm2|process)\.config\.[cm]?js$/
const pm2Data = /(?:^|\/)(?:ecosystem(?:\.config)?|pm2(?:\.config)?|process)\.(?:json|ya?ml)$/
const cloudFoundry = /(?:^|\/)manifest(?:[._-][\w-]+)?\.ya?ml$/
const render = /(?:^|\/)render\.ya?ml$/
/** What `dapr run -f` starts, each beside a side-car that is called as `appID`. */
const dapr = /(?:^|\/)dapr(?:[._-][\w-]+)?\.ya?ml$/
/** What the Azure Developer CLI deploys, each from its `project`. */
const azd = /(?:^|\/)azure\.ya?ml$/
/** What App Engine starts in the folder of the file: `runtime: python312`, `service: cart`. */
const appEngine = /(?:^|\/)app\.ya?ml$/
const any = new RegExp(
  [procfile, pm2Code, pm2Data, cloudFoundry, render, dapr, azd, appEngine].map(({ source }) => source).join('|'),
)

/** Lists of processes that a platform or a manager keeps running: Procfiles, PM2, Cloud Foundry, Render, Dapr, azd and App Engine. */
export const processList: Extractor = {
  id: 'process-list',
  onlyGlances: true,
  matches: (path) => any.test(path),
  extract(file): Fact[] {
    if (procfile.test(file.path)) return lines(file)
    if (appEngine.test(file.path)) return ofAppEngine(file)
    if (pm2Code.test(file.path)) return pm2Applications(file)
    const form = formOf(file.path)
    const { key } = form
    if (!file.text.includes(key)) return []
    const { documents, problems } = readYaml(file.text, file.path)
    const [problem] = problems
    // A manifest of Cloud Foundry has a name that others have, too.
    if (problem && !cloudFoundry.test(file.path)) {
      const { line = 1, column = 1 } = problem.place ?? {}
      const at = { file: file.path, line, column }
      return [{ kind: 'unresolved', at, about: 'manifest', why: problem.message }]
    }
    if (azd.test(file.path)) return documents.flatMap((document) => projects(document, file.path))
    return documents.flatMap((document) =>
      // A manifest of a cluster may be called so, too.
      (asMap(document.data).apiVersion === undefined ? asList(asMap(document.data)[key]) : []).flatMap((item, index) =>
        listed(asMap(item), form, document, [key, index], file.path),
      ),
    )
  },
}

/** A list in YAML or JSON: under which key its processes lie, and under which one of each its folder. */
interface Form {
  readonly list: ProcessListKind
  readonly key: string
  readonly folderKey: string
}

function formOf(path: string): Form {
  if (pm2Data.test(path)) return { list: 'pm2', key: 'apps', folderKey: 'cwd' }
  if (render.test(path)) return { list: 'render', key: 'services', folderKey: 'rootDir' }
  if (dapr.test(path)) return { list: 'dapr', key: 'apps', folderKey: 'appDirPath' }
  if (azd.test(path)) return { list: 'azd', key: 'services', folderKey: 'project' }
  return { list: 'cloud-foundry', key: 'applications', folderKey: 'path' }
}

/** `web: node cart/index.js` */
function lines({ path, text }: SourceFile): ProcessFact[] {
  return text.split(/\r?\n/).flatMap((line, index): ProcessFact[] => {
    const [, name, command] = /^([\w-]+):\s*(\S.*)$/.exec(line) ?? []
    if (name === undefined || command === undefined) return []
    const folder = startedFolder(command, posix.dirname(path))
    return [
      {
        kind: 'process',
        at: { file: path, line: index + 1, column: 1 },
        list: 'procfile',
        name,
        command,
        folder,
        sets: assignedIn(command),
      },
    ]
  })
}

/** `PORT=80 node run.js`: variables that a command line gives what it starts. */
const assignedIn = (command: string): string[] =>
  [...command.matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)].map(([, name = '']) => name)

function ofAppEngine({ path, text }: SourceFile): Fact[] {
  const runtime = /^runtime:[ \t]*["']?\w+/m.exec(text)
  if (runtime === null || /^(?:apiVersion|kind|services):/m.test(text)) return []
  const name = /^service:[ \t]*["']?([\w-]+)/m.exec(text)?.[1] ?? 'default'
  const command = /^entrypoint:[ \t]*(.*\S)/m.exec(text)?.[1] ?? ''
  const at = { file: path, line: text.slice(0, runtime.index).split('\n').length, column: 1 }
  const folder = codeFolder(posix.dirname(path))
  const documents = /^env_variables:/m.test(text) ? readYaml(text, path).documents : []
  const given = documents.flatMap((document) => variablesIn(document, ['env_variables'], path, folder))
  const sets = given.map((each) => each.name)
  return [{ kind: 'process', at, list: 'app-engine', name, command, folder, sets }, ...given]
}

/** The variables of a map: `env: { CART_URL: http://cart }`. */
function variablesIn(document: YamlDocument, steps: YamlPath, file: string, folder: string): EnvSetFact[] {
  let map: unknown = document.data
  for (const step of steps) map = typeof step === 'number' ? asList(map)[step] : asMap(map)[step]
  return Object.entries(asMap(map)).flatMap(([name, value]) =>
    setVariable(name, value, folder, placed(document.placeOfKey([...steps, name]), file)),
  )
}

const placed = ({ line, column }: { readonly line: number; readonly column: number }, file: string): At => ({
  file,
  line,
  column,
})

/** `services: { cart: { project: ./src/cart, host: containerapp } }`; what is an image alone has its code elsewhere. */
function projects(document: YamlDocument, file: string): readonly ProcessFact[] {
  return Object.entries(asMap(asMap(document.data).services)).flatMap(([name, item]): ProcessFact[] => {
    const project = asText(asMap(item).project)
    if (project === undefined || asMap(item).image !== undefined) return []
    const { line, column } = document.placeOf(['services', name])
    const folder = codeFolder(posix.join(posix.dirname(file), project))
    return [{ kind: 'process', at: { file, line, column }, list: 'azd', name, command: '', folder, sets: [] }]
  })
}

/** `{ name: cart, rootDir: services/cart, startCommand: … }`; what is built by a Dockerfile is told by that. */
function listed(
  item: Loose,
  { list, folderKey }: Form,
  document: YamlDocument,
  steps: YamlPath,
  file: string,
): readonly Fact[] {
  const name = asText(item.name) ?? asText(item.appID)
  const isElsewhere =
    item.docker !== undefined ||
    item.image !== undefined ||
    [item.runtime, item.env].some((each) => /^(?:docker|image)$/.test(asText(each) ?? '')) ||
    /^(?:redis|keyvalue)$/.test(asText(item.type) ?? '')
  if (name === undefined || /[(){}]/.test(name) || isElsewhere) return []
  const words = asList(item.command).map((word) => asText(word) ?? '')
  const written = ['startCommand', 'command', 'script'].map((key) => asText(item[key])).find((each) => each)
  const command = written ?? words.join(' ')
  const from = posix.join(posix.dirname(file), asText(item[folderKey]) ?? '.')
  const { line, column } = document.placeOf(steps)
  // What is uploaded may be an archive: `path: cart/target/cart.jar`.
  const folder = startedFolder(command, codeFolder(from))
  const sets = [
    ...Object.keys(asMap(item.env)),
    ...asList(item.envVars).flatMap((each) => asText(asMap(each).key) ?? []),
  ]
  return [
    { kind: 'process', at: { file, line, column }, list, name, command, folder, sets },
    ...variablesIn(document, [...steps, 'env'], file, folder),
    ...asList(item.envVars).flatMap((each, index) => {
      const at = placed(document.placeOf([...steps, 'envVars', index]), file)
      return setVariable(asText(asMap(each).key), asMap(each).value, folder, at)
    }),
  ]
}
