import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact, PackageFact } from '../fact.ts'
import { lineOf } from '../line-of.ts'
import { asList, asMap, asText } from '../loose.ts'
import { present } from '../present.ts'
import { readToml } from '../toml.ts'
import { type Requirement, requirement, requirementsIn } from './requirements.ts'

/** pyproject.toml and requirements files: names, and folders that packages are taken from. */
export const pythonProject: Extractor = {
  id: 'python-project',
  endings: ['.toml', '.txt', '.in'],
  matches: (path) => /^(?:pyproject\.toml|requirements[\w.-]*\.(?:txt|in))$/.test(posix.basename(path)),
  extract(file): Fact[] {
    const { path, text } = file
    if (!path.endsWith('.toml')) {
      return [stated({ file: path, line: 1, column: 1 }, requirementsIn(file))]
    }
    const read = readToml(text)
    const start = { file: path, line: 1, column: 1 }
    if ('why' in read) return [{ kind: 'unresolved', at: start, about: 'manifest', why: read.why }]
    const project = asMap(read.data.project)
    const tool = asMap(read.data.tool)
    const poetry = asMap(tool.poetry)
    const listed = asList(project.dependencies).flatMap((entry) => requirement(asText(entry) ?? '') ?? [])
    const folders = [asMap(asMap(tool.uv).sources), asMap(poetry.dependencies)].flatMap((table) =>
      Object.entries(table).flatMap(([name, value]): Requirement[] => {
        const folder = asText(asMap(value).path)
        return folder === undefined ? [] : [{ name, spec: `file:${folder}` }]
      }),
    )
    const poetryGroups = Object.values(asMap(poetry.group)).map((group) => asMap(group).dependencies)
    const ofDevelopment = [poetry['dev-dependencies'], ...poetryGroups].flatMap((table) => Object.keys(asMap(table)))
    const needed = [...listed, ...folders].map((each) => ({ ...each, dev: false }))
    const dependencies = [...needed, ...ofDevelopment.map((each) => ({ name: each, spec: '', dev: true }))].map(
      (each) => ({
        ...each,
        at: lineOf(
          path,
          text,
          new RegExp(`^[ \\t"']*${each.name.slice(0, longestName).replace(/[^\w]+/g, '[^\\w]+')}\\b`, 'm'),
        ),
      }),
    )
    return [stated(lineOf(path, text, /^[ \t]*name\s*=/m), dependencies, asText(project.name) ?? asText(poetry.name))]
  },
}

/** As long as no name is: a pattern of that length is slow to make, and a longer one is none. */
const longestName = 300

function stated(at: PackageFact['at'], dependencies: PackageFact['dependencies'], name?: string): PackageFact {
  return {
    kind: 'package',
    at,
    ecosystem: 'python',
    ...present({ name }),
    members: [],
    dependencies,
    starts: false,
    entries: {},
  }
}
