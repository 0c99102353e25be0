import picomatch from 'picomatch'
import type { Repository } from '../repository/repository.ts'

/** Where GitHub and GitLab look, in their order. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']

/** What code hosts let people and teams be called: anything else is no owner that could be asked. */
const handle = /^@[\w.-]+(?:\/[\w.-]+)*$/

/** Who owns a folder by CODEOWNERS, as the catalog names owners: `team-shop`, `user:jane`. The last line that matches wins. */
export function codeOwners(repository: Repository): (folder: string) => string | undefined {
  const text = places.map((place) => repository.read(place)).find((found) => found !== undefined) ?? ''
  const rules = text.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...owners] = line
      .replace(/(?:^|\s)#.*/, '')
      .trim()
      .split(/\s+/)
    const owner = owners.find((word) => handle.test(word))
    // A line without one that could be asked takes away what lines before it say.
    return pattern === '' || /^\^?\[/.test(pattern) ? [] : [{ matches: matcher(pattern), owner }]
  })
  return (folder) => {
    const rule = rules.findLast(({ matches }) => matches(`${folder}/x`))
    return rule?.owner === undefined ? undefined : entityOf(rule.owner)
  }
}

/** As in `.gitignore`: without a slash it matches anywhere, and a folder matches all that is in it; `docs/*` what lies in it itself. */
function matcher(pattern: string): (path: string) => boolean {
  const isRooted = pattern.slice(0, -1).includes('/')
  const base = pattern.replace(/^\//, '').replace(/\/$/, '')
  const glob = isRooted ? base : `**/${base}`
  return picomatch(/\/\*$/.test(pattern) ? [glob] : [glob, `${glob}/**`], { dot: true })
}

/** `@acme/team-shop` is a team, `@jane` a person. */
function entityOf(handle: string): string {
  const [first = '', team] = handle.slice(1).toLowerCase().split('/')
  return team === undefined ? `user:${first}` : team
}
