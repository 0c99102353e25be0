import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact, PackageFact } from '../fact.ts'
import { lineOf } from '../line-of.ts'
import { asList, asMap, asText, type Loose } from '../loose.ts'
import { escaped } from '../matching/escaped.ts'
import { present } from '../present.ts'
import { readToml } from '../toml.ts'

/** What is written for a dependency whose version and features the workspace tells. */
export const ofWorkspace = 'workspace'

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
        dependencies: dependencies.map(({ written, ...each }) => ({
          ...each,
          at: lineOf(path, text, declares(escaped(written))),
        })),
        starts: false,
        entries: {},
        ...present({ offers: offersOf(asMap(workspace.dependencies)) }),
      },
    ]
  },
}

/** Crates that ask databases for rows, for which of them their features tell: https://docs.rs/sqlx, sea-orm and diesel. */
const ofRows = /^(?:sqlx|sea-orm|diesel|diesel-async)$/

/** The one database that a dependency is built for, as a crate of its own is called: `sqlx-postgres`. */
function databaseOf(name: string, value: unknown): string[] {
  if (!ofRows.test(name)) return []
  const features = asList(asMap(value).features).flatMap((each) => asText(each) ?? [])
  const told = features.flatMap((each) => /^(?:sqlx-)?(postgres|mysql)(?:_backend)?$/.exec(each)?.[1] ?? [])
  const [database, ...others] = new Set(told)
  return database === undefined || others.length > 0 ? [] : [`${name}-${database}`]
}

function offersOf(dependencies: Loose): readonly string[] | undefined {
  const offers = Object.entries(dependencies).flatMap(([name, value]) => databaseOf(name, value))
  return offers.length === 0 ? undefined : offers
}

/** `written`: the name in the table that a dependency comes with. */
function dependenciesIn(
  table: Loose,
  dev: boolean,
): (Omit<PackageFact['dependencies'][number], 'at'> & { readonly written: string })[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const folder = asText(asMap(value).path)
    const version = asMap(value).workspace === true ? ofWorkspace : asText(asMap(value).version)
    const spec = folder === undefined ? (asText(value) ?? version ?? '*') : `file:${relative(folder)}`
    const brought = databaseOf(name, value).filter((each) => !(each in table))
    return [name, ...brought].map((each) => ({ name: each, written: name, spec, dev }))
  })
}

/** `name = …`, `name.version = …`, `[dependencies.name]` */
const declares = (name: string): RegExp =>
  new RegExp(`^[ \\t]*"?${name}"?\\s*[.=]|^\\[(?:.+\\.)?(?:\\w+-)?dependencies\\."?${name}"?\\]`, 'm')

const relative = (folder: string): string => (folder.startsWith('.') ? folder : `./${folder}`)
