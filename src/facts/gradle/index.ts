import { posix } from 'node:path'
import { inside } from '../code/brackets.ts'
import { extractCode } from '../code/extract-code.ts'
import { type CodeToken, doubleQuoted, lexer, literalOf, singleQuoted, slashComments } from '../code/lexer.ts'
import type { Extractor } from '../extractor.ts'
import type { At, Fact, PackageFact } from '../fact.ts'
import { present } from '../present.ts'
import { isConvention } from './convention.ts'

/** Configurations end in these; a source set of its own puts its name before them: `componentTestCompile`. */
const configuration =
  /(?:^|[a-z])(?:[aA]pi|[cC]ompile(?:Only)?|[iI]mplementation|[rR]untime(?:Only)?|[sS]pecification|[pP]rocessor)$|^(?:kapt|ksp)$/
const forTests = /^test|[tT]est[A-Z]/

const tokens = lexer({ comments: slashComments, texts: [doubleQuoted, singleQuoted] })

/** `implementation "group:artifact:1.0"`, `implementation(libs.group.artifact)`. */
const coordinates = /^([\w.-]+:[\w.-]+)(?::.*)?$/
/** Plugins that make a program of a project, whatever stands in its code. */
const makesProgram =
  /^(?:io\.quarkus|io\.micronaut\.(?:minimal\.)?application|io\.openliberty\.tools\.gradle\.Liberty)$/
/** Main classes of frameworks, which start a program that has none of its own. */
const frameworkMain = /^io\.ktor\.server\.\w+\.EngineMain$/

/** Gradle builds: what a project depends on, the other projects of the build apart, `project(':common')`. */
export const gradle: Extractor = {
  id: 'gradle',
  endings: ['.gradle', '.kts'],
  matches: (path) => /(?:^|\/)build\.gradle(?:\.kts)?$/.test(path) || isConvention(path),
  extract: (file) =>
    extractCode(file, tokens, (all, at) => [
      ...manifest(all, at),
      ...all.flatMap(({ value }, index): Fact[] => {
        const target = all[index + 2]
        const specifier = literalOf(target)
        const accessor = accessorAt(all, index)
        // `project(':x') { … }` at the start of a line configures; behind `implementation` it depends.
        const dependent = (all[index - 1]?.value === '(' ? all[index - 2] : all[index - 1])?.value ?? ''
        if (!configuration.test(dependent)) return []
        const isProject = value === 'project' && all[index + 1]?.value === '(' && specifier?.startsWith(':')
        const named = isProject ? specifier : accessor
        if (target === undefined || named === undefined) return []
        const place = isProject ? at(target.offset + 1) : at(all[index]?.offset ?? 0)
        const dependency = { kind: 'import', at: place, language: 'gradle', specifier: named, typeOnly: false } as const
        return [forTests.test(dependent) ? { ...dependency, forTests: true } : dependency]
      }),
    ]).filter(({ kind }) => kind === 'import' || kind === 'package' || kind === 'program'),
}

/** `projects.libs.orderEvents`, as Gradle calls the project `:libs:order-events`. */
function accessorAt(all: readonly CodeToken[], index: number): string | undefined {
  if (all[index]?.value !== 'projects' || all[index]?.type !== 'name') return undefined
  const words = ['projects']
  for (let next = index + 1; all[next]?.value === '.' && all[next + 1]?.type === 'name'; next += 2)
    words.push(all[next + 1]?.value ?? '')
  return words.length > 1 ? words.join('.') : undefined
}

function manifest(all: readonly CodeToken[], at: (offset: number) => At): Fact[] {
  const dependencies = all.flatMap((token, index) => {
    const isCall = all[index - 1]?.value === '('
    const dependent = all[isCall ? index - 2 : index - 1]?.value ?? ''
    const name = configuration.test(dependent) ? dependencyName(all, index) : undefined
    return name === undefined ? [] : [{ at: at(token.offset), name, spec: '', dev: forTests.test(dependent) }]
  })
  const below = saidBelow(all)
  const isStarter = (token: CodeToken, index: number): boolean =>
    makesProgram.test(literalOf(token) ?? '') && isPlugin(all, index) && !isOnlyNamed(all, index)
  const plugin = all.find(
    (token, index) => (isStarter(token, index) && !below.has(token)) || frameworkMain.test(literalOf(token) ?? ''),
  )
  const starter = all.find((token, index) => below.has(token) && isStarter(token, index))
  const program: Fact[] = plugin ? [{ kind: 'program', at: at(plugin.offset), language: 'java' }] : []
  const place = at(0)
  const taken = present({
    parent: appliedFrom(all, at),
    setsUpBelow: setUpBelow(all, at),
    startsBelow: starter && at(starter.offset),
  })
  const stated = { members: [], dependencies, starts: false, entries: {} }
  return [{ kind: 'package', at: place, ecosystem: 'gradle', ...taken, ...stated }, ...program]
}

function dependencyName(all: readonly CodeToken[], index: number): string | undefined {
  const written = all[index]?.type === 'text' ? coordinates.exec(all[index]?.value ?? '')?.[1] : undefined
  if (written !== undefined || all[index]?.value !== 'libs') return written
  const words: string[] = []
  for (let next = index + 1; all[next]?.value === '.'; next += 2) words.push(all[next + 1]?.value ?? '')
  return `libs:${words.join('-')}`
}

const isPlugin = (all: readonly CodeToken[], index: number): boolean =>
  all.slice(Math.max(index - 3, 0), index).some(({ value }) => value === 'id' || value === 'plugin')

/** `id 'io.quarkus' version '3.0' apply false`: its version for others, that take it themselves. */
const isOnlyNamed = (all: readonly CodeToken[], index: number): boolean => {
  const after = all.slice(index + 1, index + 5).map(({ value }) => value)
  const apply = after.indexOf('apply')
  return apply >= 0 && after[apply + 1] === 'false'
}

/** `apply from: '../orders/build.gradle'`: a build that is taken over, though its folder be no parent. */
function appliedFrom(all: readonly CodeToken[], at: (offset: number) => At): PackageFact['parent'] {
  const path = all.find((token, index) => {
    const isFrom = all[index - 2]?.value === 'from' && /^[:=]$/.test(all[index - 1]?.value ?? '')
    return isFrom && /^\.\.\/[^$]*\.gradle(?:\.kts)?$/.test(literalOf(token) ?? '')
  })
  if (path === undefined) return undefined
  const place = at(path.offset)
  return { at: place, folder: posix.dirname(posix.join(posix.dirname(place.file), path.value)) }
}

/** `subprojects { dependencies { … } }`. */
function setUpBelow(all: readonly CodeToken[], at: (offset: number) => At): At | undefined {
  const start = all.findIndex(
    (_, index) => isBelow(all, index) && inside(all, index + 1).some(({ value }) => value === 'dependencies'),
  )
  const token = all[start]
  return token && at(token.offset)
}

/** What is said for all projects of folders below. */
function saidBelow(all: readonly CodeToken[]): ReadonlySet<CodeToken> {
  const found = new Set<CodeToken>()
  for (let index = 0; index < all.length; index++) {
    if (!isBelow(all, index)) continue
    const block = inside(all, index + 1)
    for (const token of block) found.add(token)
    index += block.length
  }
  return found
}

const isBelow = (all: readonly CodeToken[], index: number): boolean => {
  const token = all[index]
  return token?.type === 'name' && /^(?:subprojects|allprojects)$/.test(token.value) && all[index + 1]?.value === '{'
}
