import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact, PackageFact } from '../fact.ts'
import { lineOf } from '../line-of.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { escaped } from '../matching/escaped.ts'
import { present } from '../present.ts'
import { readToml } from '../toml.ts'

/** Sections of dependencies; true for those that only building and testing need. */
const sections = { dependencies: false, 'build-dependencies': true, 'dev-dependencies': true }

/** Cargo.toml: the crate's name, the workspace's members, dependencies with the folders that they come from. */
export const cargo: Extractor = {
  id: 'cargo',
  endings: ['.toml'],
  matches: (path) => posix.basename(path) === 'Cargo.toml',
  extract({ path, text }): Fact[] {
    const read = readToml(text)
    const start = { file: path, line: 1, column: 1 }
    if ('why' in read) return [{ kind: 'unresolved', at: start, about: 'manifest', why: read.why }]
    const { data } = read
    const crate = asMap(data.package)
    const workspace = asMap(data.workspace)
    const tables = [data, ...Object.values(asMap(data.target)).map(asMap)]
    const dependencies = tables.flatMap((table) =>
      Object.entries(sections).flatMap(([section, dev]) => dependenciesIn(asMap(table[section]), dev)),
    )
    return [
      {
        kind: 'package',
        at: lineOf(path, text, /^[ \t]*name\s*=/m),
        ecosystem: 'cargo',
        ...present({ name: asText(crate.name) }),
        members: asList(workspace.members).flatMap((member) => asText(member) ?? []),
        dependencies: dependencies.map((each) => ({
          ...each,
          at: lineOf(path, text, declares(escaped(each.name))),
        })),
        starts: false,
        entries: {},
      },
    ]
  },
}

function dependenciesIn(table: Loose, dev: boolean): Omit<PackageFact['dependencies'][number], 'at'>[] {
  return Object.entries(table).map(([name, value]) => {
    const folder = asText(asMap(value).path)
    const spec =
      folder === undefined ? (asText(value) ?? asText(asMap(value).version) ?? '*') : `file:${relative(folder)}`
    return { name, spec, dev }
  })
}

/** `name = …`, `name.version = …`, `[dependencies.name]` */
const declares = (name: string): RegExp =>
  new RegExp(`^[ \\t]*"?${name}"?\\s*[.=]|^\\[(?:.+\\.)?(?:\\w+-)?dependencies\\."?${name}"?\\]`, 'm')

const relative = (folder: string): string => (folder.startsWith('.') ? folder : `./${folder}`)
