import { posix } from 'node:path'
import { readYaml } from '../../yaml/read.ts'
import type { Extractor } from '../extractor.ts'
import type { ProgramBuildFact } from '../fact.ts'
import { asList, asMap, asText } from '../loose.ts'
import { isDockerfile } from '../reading/dockerfile-name.ts'
import { commandsIn, isMakefile } from '../reading/script.ts'
import { builtByGo, packageFolder } from './command.ts'

const scripts = /\.(?:sh|bash)$|(?:^|\/)Taskfile\.ya?ml$/
const release = /(?:^|\/)\.?goreleaser[\w.-]*\.ya?ml$/

/**
 * Makefiles, scripts, releases, and images that compile several programs of Go: what the program is called, and the package that
 * it is made of. What one image compiles alone may be called anything inside of it.
 */
export const programBuild: Extractor = {
  id: 'program-build',
  onlyGlances: true,
  notCode: true,
  matches: (path) => isMakefile(path) || scripts.test(path) || release.test(path) || isDockerfile(path),
  extract({ path, text }) {
    const found = release.test(path)
      ? released(path, text)
      : /\bgo\s+build\b/.test(text)
        ? commandsIn(text, /\bgo\s+build\s+(\S.*)/, isMakefile(path) || isDockerfile(path)).flatMap(
            ({ words, line, folder = '.' }) => {
              const program = builtByGo(words)
              return program === undefined ? [] : [{ ...program, line: line + 1, folder }]
            },
          )
        : []
    if (isDockerfile(path) && new Set(found.map(({ source }) => source)).size < 2) return []
    // Of a script it is not known where it is started: where it lies, or at the root.
    const starts = new Set([posix.dirname(path), '.'])
    return found.map(
      ({ name, source, line, folder }): ProgramBuildFact => ({
        kind: 'program-build',
        at: { file: path, line, column: 1 },
        name,
        sources: [...new Set([...starts].map((start) => posix.join(start, folder, source).replace(/\/$/, '')))],
      }),
    )
  },
}

/** `builds: [{ binary: orders-api, main: ./cmd/orders }]` */
function released(path: string, text: string) {
  return readYaml(text, path).documents.flatMap((document) =>
    asList(asMap(document.data)['builds']).flatMap((item, index) => {
      const build = asMap(item)
      const [name, source] = [asText(build['binary']), asText(build['main'])]
      if (name === undefined || source === undefined || /[{}$]/.test(name + source)) return []
      const { line } = document.placeOf(['builds', index])
      return [{ name, source: packageFolder(source), line, folder: asText(build['dir']) ?? '.' }]
    }),
  )
}
