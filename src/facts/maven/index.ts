import { posix } from 'node:path'
import { parseXml, XmlElement } from '@rgrove/parse-xml'
import type { Extractor } from '../extractor.ts'
import type { At, Fact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { present } from '../present.ts'

/** pom.xml: the artifact's name, the modules below, what it depends on, and whether it makes a program. */
export const maven: Extractor = {
  id: 'maven',
  endings: ['.xml'],
  matches: (path) => posix.basename(path) === 'pom.xml',
  extract({ path, text }): Fact[] {
    const at = lineIndex(path, text)
    try {
      const root = parseXml(text, { includeOffsets: true, ignoreUndefinedEntities: true }).root
      return root?.name === 'project' ? [project(root, at, posix.dirname(path)), ...programs(root, at)] : []
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
      return [{ kind: 'unresolved', at: at(0), about: 'manifest', why }]
    }
  },
}

function project(root: XmlElement, at: (offset: number) => At, folder: string): Fact {
  const group = textIn(root, 'groupId') ?? textIn(child(root, 'parent'), 'groupId')
  const artifact = textIn(root, 'artifactId')
  const dependencies = children(child(root, 'dependencies'), 'dependency').flatMap((each) => {
    const name = textIn(each, 'artifactId')
    if (name === undefined) return []
    // `${project.groupId}` is the group of this very artifact.
    const of = textIn(each, 'groupId')?.replace(/\$\{(?:project|pom)\.groupId\}/, group ?? '')
    const spec = textIn(each, 'version') ?? ''
    const dependency = { at: at(each.start), name: `${of}:${name}`, spec, dev: textIn(each, 'scope') === 'test' }
    return [textIn(each, 'optional') === 'true' ? { ...dependency, optional: true as const } : dependency]
  })
  return {
    kind: 'package',
    at: at(child(root, 'artifactId')?.start ?? root.start),
    ecosystem: 'maven',
    ...present({ name: artifact === undefined ? undefined : `${group}:${artifact}` }),
    ...present({ parent: parentOf(child(root, 'parent'), at, folder) }),
    members: children(child(root, 'modules'), 'module').map(({ text }) => text.trim()),
    dependencies,
    starts: false,
    entries: {},
  }
}

/** Plugins that make a program of a module, whatever stands in its code. */
const makesProgram =
  /^(?:quarkus-maven-plugin|micronaut-maven-plugin|liberty-maven-plugin|payara-micro-maven-plugin|wildfly-jar-maven-plugin)$/

/** The property by which Vert.x is told what to start. */
const mainVerticle = /^(?:vertx|main)[.-]?verticle$/i

/** Helidon has a class that starts what it finds; else a program has Helidon's parent. */
const isOfHelidon = (name: string, text: string): boolean =>
  name === 'mainClass' && text.trim().startsWith('io.helidon.')

function programs(root: XmlElement, at: (offset: number) => At): Fact[] {
  // In a profile or in `pluginManagement` it is only offered. A parent has no code.
  const plugins = children(child(child(root, 'build'), 'plugins'), 'plugin')
  const plugin = plugins.find((each) => makesProgram.test(textIn(each, 'artifactId') ?? ''))
  const properties = (child(root, 'properties')?.children ?? []).filter((node) => node instanceof XmlElement)
  const parent = child(root, 'parent')
  const start =
    plugin ??
    properties.find(({ name, text }) => mainVerticle.test(name) || isOfHelidon(name, text)) ??
    (textIn(parent, 'groupId') === 'io.helidon.applications' ? parent : undefined)
  const isParent = textIn(root, 'packaging') === 'pom'
  return start && !isParent ? [{ kind: 'program', at: at(start.start), language: 'java' }] : []
}

/** Where no path is given it is the folder above; an empty one says that it is fetched. */
function parentOf(
  parent: XmlElement | undefined,
  at: (offset: number) => At,
  folder: string,
): { at: At; folder: string } | undefined {
  if (parent === undefined) return undefined
  const path = child(parent, 'relativePath')?.text.trim()
  if (path === '') return undefined
  const file = posix.join(folder, path ?? '..')
  return { at: at(parent.start), folder: file.endsWith('.xml') ? posix.dirname(file) : file }
}

function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => node instanceof XmlElement && node.name === name,
  )
}

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined => children(element, name)[0]

const textIn = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.text.trim() || undefined
