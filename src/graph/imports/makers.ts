import { posix } from 'node:path'
import type { ImportFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'

const hostsOfMany = /^(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org)\//

/** Whose a package is: `github.com/acme`, `acme.example` in Go, `@acme` in npm; the empty text where its name does not tell. */
export function makerOf(name: string, language: string): string {
  const parts = name.split('/')
  if (language === 'go') return parts.slice(0, hostsOfMany.test(name) ? 2 : 1).join('/')
  return name.startsWith('@') ? (parts[0] ?? '') : ''
}

/** Whether a package is of the makers of this repository, be it here or elsewhere. */
export function ofOwnMakers(facts: FactIndex): (fact: ImportFact) => boolean {
  const makers = new Set(
    facts.of('package').flatMap(({ ecosystem, name = '' }) => {
      if (ecosystem === 'go') return name.includes('.') ? [makerOf(name, 'go')] : []
      return ecosystem === 'npm' && name.startsWith('@') ? [makerOf(name, 'typescript')] : []
    }),
  )
  const modules = new Set(
    facts.all.flatMap(({ at: { file } }) => (file.endsWith('.py') ? [posix.basename(posix.dirname(file))] : [])),
  )
  return ({ specifier, language }) =>
    language === 'python' ? modules.has(specifier.split('.')[0] ?? '') : makers.has(makerOf(specifier, language))
}
