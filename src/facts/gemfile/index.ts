import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import type { Fact, PackageFact } from '../fact.ts'

/** `gem 'pg', '~> 1.5'`, `gem "shop", path: "../shop"` */
const gem = /^(\s*)gem[\s(]+(["'])([\w.-]+)\2(.*)$/
/** `group :development, :test do` */
const group = /^\s*group\b(.*)\bdo\b/
/** What a group is for, where it is for more than building and testing. */
const isRun = (groups: string): boolean => {
  const names = [...groups.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  return names.length === 0 || names.some((name) => !/^(?:development|test|ci|lint|rubocop|doc)$/.test(name))
}

/** Variables that gems take by themselves, where nothing else is said. */
const takenBy: Readonly<Record<string, string>> = {
  rails: 'DATABASE_URL',
  activerecord: 'DATABASE_URL',
  'sinatra-activerecord': 'DATABASE_URL',
  sidekiq: 'REDIS_URL',
  redis: 'REDIS_URL',
  bunny: 'RABBITMQ_URL',
}

/** Gemfile: the gems that a program of Ruby is built with, all of which are loaded at its start, and what they read. */
export const gemfile: Extractor = {
  id: 'gemfile',
  notCode: true,
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
    const reads = dependencies.flatMap(({ at: place, name, dev }): Fact[] => {
      const variable = dev || !Object.hasOwn(takenBy, name) ? undefined : takenBy[name]
      return variable === undefined ? [] : [{ kind: 'env-read', at: place, name: variable }]
    })
    const stated = { members: [], dependencies, starts: false, entries: {} }
    return [{ kind: 'package', at, ecosystem: 'rubygems', ...stated }, ...reads]
  },
}
