import { newlineOf } from '../../yaml/lines.ts'
import type { Registration } from './registration.ts'

/** Where GitHub and GitLab look, in their order. */
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']

interface Line {
  readonly text: string
  /** Pattern of a rule; undefined for comments, empty lines and GitLab's section headers. */
  readonly path: string | undefined
  readonly owners: readonly string[]
  readonly isSection: boolean
}

/** A line in CODEOWNERS, where the repository has one. */
export const codeowners: Registration = {
  id: 'codeowners',
  find: (repository) => places.find((place) => repository.kind(place) === 'file'),
  register(text = '', _file, { folder, owner }) {
    const lines = text.split(/(?<=\n)/).map(lineOf)
    const isThere = lines.some(({ path }) => path?.replace(/^\/|\/(?:\*\*?)?$/g, '') === folder)
    const handle = handleOf(
      owner,
      lines.flatMap(({ owners }) => owners),
    )
    if (isThere || handle === undefined) return text
    const newline = newlineOf(text)
    const index = indexFor(lines, folder)
    const before = lines.slice(0, index).map((line) => line.text)
    const after = lines.slice(index).map((line) => line.text)
    const gap = before.at(-1)?.endsWith('\n') === false ? newline : ''
    const rule = `/${folder}/`.padEnd(ownerColumn(lines[index - 1]) - 1)
    return `${before.join('')}${gap}${rule} ${handle}${newline}${after.join('')}`
  },
}

function lineOf(text: string): Line {
  const [first = '', ...rest] = text
    .replace(/(?:^|\s)#.*/, '')
    .trim()
    .split(/\s+/)
  const isSection = /^\^?\[/.test(first)
  return {
    text,
    path: isSection || first === '' ? undefined : first,
    owners: rest.filter((word) => word.includes('@')),
    isSection,
  }
}

/**
 * Behind the last rule for a folder beside this one, unless a rule further down would win over it, as the last that
 * matches does; else at the end, before the first section.
 */
function indexFor(lines: readonly Line[], folder: string): number {
  const parent = `/${folder.split('/').slice(0, -1).join('/')}/`
  const sibling = parent === '//' ? -1 : lines.findLastIndex(({ path }) => path?.startsWith(parent))
  const isElsewhere = ({ path }: Line): boolean =>
    path === undefined || (/^\/[^*?]*$/.test(path) && !`/${folder}/`.startsWith(path.replace(/\/?$/, '/')))
  if (sibling >= 0 && lines.slice(sibling + 1).every(isElsewhere)) return sibling + 1
  const section = lines.findIndex(({ isSection }) => isSection)
  return section < 0 ? lines.length : section
}

/** Where the owners of a rule stand on its line, for the next rule to stand as it does. */
const ownerColumn = (line: Line | undefined): number =>
  line?.path === undefined ? 0 : (/^\S+\s+/.exec(line.text)?.[0].length ?? 0)

/**
 * A catalog owner as the forge writes it: the handle of that name that other lines have, or `@acme/team-shop` where they
 * name teams of acme.
 */
function handleOf(owner: string, others: readonly string[]): string | undefined {
  const [, kind = 'group', name] = /^(?:([a-z]+):)?(?:[^/]+\/)?(.+)$/i.exec(owner) ?? []
  if (name === undefined) return undefined
  if (kind.toLowerCase() === 'user') return `@${name}`
  const known = others.find((other) => other === `@${name}` || other.endsWith(`/${name}`))
  const organizations = others.flatMap((other) => /^@(.+)\/[^/]+$/.exec(other)?.[1] ?? [])
  const count = (organization: string): number => organizations.filter((each) => each === organization).length
  const [usual] = organizations.toSorted((a, b) => count(b) - count(a))
  return known ?? (usual === undefined ? `@${name}` : `@${usual}/${name}`)
}
