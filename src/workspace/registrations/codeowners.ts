import type { Registration } from './registration.ts'

/** Where GitHub and GitLab look, in their order. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']

/** A line in CODEOWNERS, where the repository has one. */
export const codeowners: Registration = {
  id: 'codeowners',
  find: (repository) => places.find((place) => repository.kind(place) === 'file'),
  register(text = '', _file, { folder, owner }) {
    const rules = text.split(/\r?\n/).map((line) => line.trim().split(/\s+/))
    const isThere = rules.some(([path = '']) => path.replace(/^\/|\/(?:\*\*?)?$/g, '') === folder)
    const handle = handleOf(
      owner,
      rules.flatMap(([, ...owners]) => owners),
    )
    if (isThere || handle === undefined) return text
    const newline = text.includes('\r\n') ? '\r\n' : '\n'
    const end = text === '' || text.endsWith('\n') ? '' : newline
    return `${text}${end}/${folder}/ ${handle}${newline}`
  },
}

/** A catalog owner as the forge writes it: `team-shop` is `@acme/team-shop` where the other lines name teams of acme. */
function handleOf(owner: string, others: readonly string[]): string | undefined {
  const [, kind = 'group', name] = /^(?:([a-z]+):)?(?:[^/]+\/)?(.+)$/i.exec(owner) ?? []
  if (name === undefined) return undefined
  if (kind.toLowerCase() === 'user') return `@${name}`
  const organization = others.map((other) => /^@([^/]+)\//.exec(other)?.[1]).find((found) => found !== undefined)
  return organization === undefined ? `@${name}` : `@${organization}/${name}`
}
