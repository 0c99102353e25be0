import { posix } from 'node:path'
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser'
import { parseAddress } from '../address/parse-address.ts'
import type { Extractor } from '../extractor.ts'
import type { AddressFact, At, Fact, PackageFact, PathAliasFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { asList, asMap, asText, asTexts } from '../loose.ts'

/** Sections of dependencies; true for those that only building and testing need. */
const sections = { dependencies: false, optionalDependencies: false, peerDependencies: false, devDependencies: true }
/** Scripts that start a process which stays. */
const starts = /^(?:start|serve)(?::prod(?:uction)?)?$/
/** Commands that build, time and again as files change: what they start answers nobody. */
const building =
  /\b(?:tsc|tsup|rollup|swc|babel|esbuild|microbundle|storybook)(?![-\w])|\bvite build\b|\bwebpack(?![-\w]| serve)|(?:^|[\s:])(?:build|watch)(?::[\w:-]+)?(?:\s|$)/
const running = /\b(?:node|nodemon|ts-node|tsx|bun|deno|nest start)\b/
/** Development servers of pages. */
const showing =
  /\b(?:react-scripts|craco|react-app-rewired)(?: --?[\w-]+(?:=\S+)?){0,5} start\b|\b(?:vue-cli-service|ng|webpack|parcel) serve\b|\bwebpack-dev-server\b|\b(?:umi|max|quasar|rsbuild|cross-env UMI_ENV=dev (?:umi|max)) dev\b|(?:^|[\s;&])vite(?! (?:build|optimize)\b)(?![-\w])/
/** Scripts that people start such a server with. */
const shows = /^(?:start|serve|dev)(?::[\w-]+)?$/
/** A script that only runs another one of the same package. */
const forwarding = /^\s*(?:npm run|pnpm(?: run)?|yarn(?: run)?)\s+([\w:-]+)\s*$/

/** package.json: name, members, dependencies and entry points. */
export const packageJson: Extractor = {
  id: 'package-json',
  endings: ['.json'],
  matches: (path) => posix.basename(path) === 'package.json',
  extract({ path, text }): Fact[] {
    const at = lineIndex(path, text)
    const root = parseTree(text)
    const data = root === undefined ? {} : asMap(getNodeValue(root))
    if (root?.type !== 'object') {
      return [{ kind: 'unresolved', at: at(0), about: 'manifest', why: 'no JSON object' }]
    }
    const { workspaces } = data
    const members = asList(Array.isArray(workspaces) ? workspaces : asMap(workspaces).packages)
    const name = asText(data.name)
    const dependencies = Object.entries(sections).flatMap(([section, dev]) =>
      Object.entries(asTexts(data[section])).map(([dependency, spec]) => {
        const node = findNodeAtLocation(root, [section, dependency])
        const peer = section === 'peerDependencies' ? { peer: true as const } : {}
        return { at: at(node?.parent?.offset ?? 0), name: dependency, spec, dev, ...peer }
      }),
    )
    const fact: PackageFact = {
      kind: 'package',
      at: at(findNodeAtLocation(root, ['name'])?.offset ?? root.offset),
      ecosystem: 'npm',
      ...(name === undefined ? {} : { name }),
      members: members.flatMap((member) => asText(member) ?? []),
      dependencies,
      // What is installed as a command is run by people.
      starts: data.bin === undefined && startsProcess(asTexts(data.scripts)),
      ...(startsFramework(asTexts(data.scripts)) ? { serves: true } : {}),
      ...(data.bin === undefined ? {} : { isCommand: true }),
      ...(isPublished(data) ? { isPublished: true } : {}),
      ...(showsPages(asTexts(data.scripts)) ? { showsPages: true } : {}),
      entries: entriesOf(data),
    }
    return [
      fact,
      ...scriptedPorts(asTexts(data.scripts), (keys) => at(findNodeAtLocation(root, keys)?.offset ?? 0)),
      ...takenByRunner(asTexts(data.scripts), (script) =>
        at(findNodeAtLocation(root, ['scripts', script])?.offset ?? 0),
      ),
      ...developmentProxy(data.proxy, at(findNodeAtLocation(root, ['proxy'])?.offset ?? 0)),
      ...ownAliases(data, posix.dirname(path), (keys) => at(findNodeAtLocation(root, keys)?.offset ?? 0)),
    ]
  },
}

/** Whether a package says what of it goes into a registry, or what is done before: nobody writes that of what is only run. */
const isPublished = (data: Readonly<Record<string, unknown>>): boolean =>
  data.private !== true &&
  (data.exports !== undefined || data.main !== undefined) &&
  (data.publishConfig !== undefined ||
    Object.keys(asTexts(data.scripts)).some((script) => /^prepublish(?:Only)?$/.test(script)))

/** What the runner of Moleculer takes from variables by itself, called as options of a broker are. */
function takenByRunner(scripts: Readonly<Record<string, string>>, at: (script: string) => At): Fact[] {
  const [script] = Object.entries(scripts).find(([, command]) => /\bmoleculer-runner\b/.test(command)) ?? []
  return script === undefined
    ? []
    : ['TRANSPORTER', 'CACHER'].map((name) => ({ kind: 'env-read', at: at(script), name }))
}

/** Create React App hands what it cannot serve itself to whoever `proxy` names. */
function developmentProxy(proxy: unknown, at: At): AddressFact[] {
  const address = parseAddress(asText(proxy) ?? '')
  return address === undefined
    ? []
    : [{ kind: 'address', at, address, use: 'literal', constant: 'proxy', member: true }]
}

/** `imports`: names that begin with `#`, for files of its own or elsewhere. */
function ownAliases(
  data: Readonly<Record<string, unknown>>,
  folder: string,
  at: (keys: string[]) => At,
): PathAliasFact[] {
  return Object.entries(asMap(data.imports)).flatMap(([pattern, target]) => {
    const file = firstFile(target)
    if (!pattern.startsWith('#') || !file?.startsWith('.')) return []
    const targets = [posix.join(folder, file)]
    return [{ kind: 'path-alias', at: at(['imports', pattern]), language: 'typescript', pattern, targets }]
  })
}

/** Whether a script by its name starts something, and by its command does not only build. */
function startsProcess(scripts: Readonly<Record<string, string>>): boolean {
  const last = (command: string, steps = 3): string => {
    const next = steps > 0 ? scripts[forwarding.exec(command)?.[1] ?? ''] : undefined
    return next === undefined ? command : last(next, steps - 1)
  }
  return Object.entries(scripts).some(([name, command]) => starts.test(name) && !isBuilding(last(command)))
}

/** A command of a framework that starts a server, wherever that is installed: `next start -p 4200`. */
const framework = /\b(?:(?:next|nuxt|nuxi|nest|strapi|medusa|keystone) start|(?:remix|react-router)-serve)\b/
const startsFramework = (scripts: Readonly<Record<string, string>>): boolean =>
  Object.entries(scripts).some(([name, command]) => starts.test(name) && framework.test(command))

const showsPages = (scripts: Readonly<Record<string, string>>): boolean =>
  Object.entries(scripts).some(([name, command]) => shows.test(name) && showing.test(command))

/** `PORT=4001 node index.js`: the port that a script opens, but for one of pages. */
function scriptedPorts(scripts: Readonly<Record<string, string>>, at: (keys: string[]) => At): Fact[] {
  return Object.entries(scripts).flatMap(([name, command]): Fact[] => {
    const port = shows.test(name) && !showing.test(command) ? /(?:^|\s)PORT=(\d{2,5})\s/.exec(command)?.[1] : undefined
    return port === undefined ? [] : [{ kind: 'listen', at: at(['scripts', name]), port: Number(port) }]
  })
}

/** `tsc && node dist/main.js` builds and starts. */
function isBuilding(command: string): boolean {
  const last = command.split(/&&|;/).at(-1) ?? ''
  return building.test(last) && !running.test(last)
}

/** `exports` by subpath, conditions flattened to the first file; without it `main` (or `module`, `types`). */
function entriesOf(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const { exports } = data
  if (typeof exports === 'string') return { '.': exports }
  const map = asMap(exports)
  const subpaths = Object.keys(map).some((key) => key.startsWith('.'))
    ? map
    : exports === undefined
      ? {}
      : { '.': exports }
  const found = Object.entries(subpaths).flatMap(([subpath, target]) => {
    const file = firstFile(target)
    return file === undefined ? [] : [[subpath, file] as const]
  })
  if (found.length > 0) return Object.fromEntries(found)
  const main = asText(data.source) ?? asText(data.main) ?? asText(data.module) ?? asText(data.types)
  return main === undefined ? {} : { '.': main }
}

function firstFile(target: unknown): string | undefined {
  if (typeof target === 'string') return target
  for (const value of Object.values(asMap(target))) {
    const file = firstFile(value)
    if (file !== undefined) return file
  }
  return undefined
}
