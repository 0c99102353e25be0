import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { PackageFact } from '../fact.ts'

/** `gem 'pg', '~> 1.5'`, `gem "shop", path: "../shop"` */
const gem = /^(\s*)gem[\s(]+(["'])([\w.-]+)\2(.*)$/
/** `group :development, :test do` */
const group = /^\s*group\b(.*)\bdo\b/
/** What a group is for, where it is for more than building and testing. */
const isRun = (groups: string): boolean => {
  const names = [...groups.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  return names.length === 0 || names.some((name) => !/^(?:development|test|ci|lint|rubocop|doc)$/.test(name))
}

/** Gemfile: the gems that a program of Ruby is built with; all of them are loaded at its start. */
export const gemfile: Extractor = {
  id: 'gemfile',
  matches: (path) => posix.basename(path) === 'Gemfile',
  extract({ path, text }) {
    const dependencies: PackageFact['dependencies'][number][] = []
    let isInRun = true
    for (const [index, line] of text.split('\n').entries()) {
      const groups = group.exec(line)?.[1]
      if (groups !== undefined) isInRun = isRun(groups)
      else if (/^end\b/.test(line)) isInRun = true
      const [, lead = '', , name, rest = ''] = gem.exec(line) ?? []
      if (name === undefined) continue
      const own = /\bgroups?:\s*(\[[^\]]*\]|:\w+)/.exec(rest)?.[1]
      const folder = /\bpath:\s*["']([^"']+)["']/.exec(rest)?.[1]
      dependencies.push({
        at: { file: path, line: index + 1, column: lead.length + 1 },
        name,
        spec: folder === undefined ? (/["']([^"']+)["']/.exec(rest)?.[1] ?? '*') : `file:${folder}`,
        dev: !(own === undefined ? isInRun : isRun(own)),
      })
    }
    const at = { file: path, line: 1, column: 1 }
    return [{ kind: 'package', at, ecosystem: 'rubygems', members: [], dependencies, starts: false, entries: {} }]
  },
}
