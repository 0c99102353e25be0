import { posix } from 'node:path'
import { readYaml } from '../../yaml/read.ts'
import type { Extractor } from '../extractor.ts'
import type { Fact } from '../fact.ts'
import { asList, asMap, asText } from '../loose.ts'

/** pnpm-workspace.yaml: the members of a workspace. Its packages are told by their own manifests. */
export const pnpmWorkspace: Extractor = {
  id: 'pnpm-workspace',
  endings: ['.yaml'],
  matches: (path) => posix.basename(path) === 'pnpm-workspace.yaml',
  extract({ path, text }): Fact[] {
    const { documents, problems } = readYaml(text, path)
    const [document] = documents
    if (document === undefined || problems.length > 0) return []
    const members = asList(asMap(document.data).packages).flatMap((member) => asText(member) ?? [])
    const { line, column } = document.placeOfKey(['packages'])
    const at = { file: path, line, column }
    return [{ kind: 'package', at, ecosystem: 'npm', members, dependencies: [], starts: false, entries: {} }]
  },
}
