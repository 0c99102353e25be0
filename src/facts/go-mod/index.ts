import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact, PackageFact } from '../fact.ts'

/**
 * go.mod: the module's path, what it requires, and what `replace` takes from a folder instead; go.work: the modules that
 * are built together, and what `replace` does for all of them.
 */
export const goMod: Extractor = {
  id: 'go-mod',
  endings: ['.mod', '.work'],
  matches: (path) => /^go\.(?:mod|work)$/.test(posix.basename(path)),
  extract({ path, text }): Fact[] {
    const dependencies: PackageFact['dependencies'][number][] = []
    const members: string[] = []
    let name: string | undefined
    let at = { file: path, line: 1, column: 1 }
    let block = ''
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const line = raw.replace(/\/\/.*$/, '').trim()
      const place = { file: path, line: index + 1, column: raw.search(/\S|$/) + 1 }
      const opened = /^(\w+)\s*\($/.exec(line)?.[1]
      if (opened !== undefined) block = opened
      else if (line === ')') block = ''
      else if (line !== '') {
        const [verb = '', ...rest] = block === '' ? line.split(/\s+/) : [block, ...line.split(/\s+/)]
        const [first = ''] = rest
        const target = rest.at(-1) ?? ''
        if (verb === 'module') [name, at] = [first.replaceAll('"', ''), place]
        if (verb === 'use') members.push(first.replaceAll('"', ''))
        if (verb === 'require') dependencies.push({ at: place, name: first, spec: target, dev: false })
        if (verb === 'replace' && /^\.{1,2}\//.test(target)) {
          dependencies.push({ at: place, name: first, spec: `file:${target}`, dev: false })
        }
      }
    }
    const ecosystem = path.endsWith('.work') ? 'go-work' : 'go'
    const stated = { members, dependencies, starts: false, entries: {} }
    return [{ kind: 'package', at, ecosystem, ...(name === undefined ? {} : { name }), ...stated }]
  },
}
