import { UserError } from '../errors/user-error.ts'
import type { Repository, Unlisted } from './repository.ts'

/** Something that a repository was asked, and what names the answer. */
export interface Observation {
  readonly asked: 'read' | 'readBytes' | 'kind' | 'unlisted'
  readonly path: string
  readonly answer: string
}

/** A repository that remembers what it was asked. */
export interface Witness {
  readonly repository: Repository
  /** One reading of this file is accounted for elsewhere. */
  discount(path: string): void
  seen(): Observation[]
}

/** Watches a repository: who is given the same answers again comes to the same result. `name`: what names a text. */
export function witness(repository: Repository, name: (text: string) => string): Witness {
  const read = new Map<string, { answer: string; times: number }>()
  const others = new Map<string, Observation>()
  return {
    repository: {
      ...repository,
      read(path) {
        const { text, thrown } = outcome(() => repository.read(path))
        const known = read.get(path)
        if (known) known.times++
        else read.set(path, { answer: nameOf(text, thrown, name), times: 1 })
        if (thrown) throw thrown
        return text
      },
      readBytes(path) {
        const bytes = repository.readBytes(path)
        others.set(`bytes ${path}`, { asked: 'readBytes', path, answer: nameOfBytes(bytes, name) })
        return bytes
      },
      unlisted() {
        const all = repository.unlisted?.() ?? []
        others.set('unlisted', { asked: 'unlisted', path: '', answer: nameOfUnlisted(all) })
        return all
      },
      kind(path) {
        const kind = repository.kind(path)
        others.set(`kind ${path}`, { asked: 'kind', path, answer: kind ?? '' })
        return kind
      },
    },
    discount(path) {
      const known = read.get(path)
      if (known) known.times--
    },
    seen: () => [
      ...[...read].flatMap(([path, { answer, times }]): Observation[] =>
        times > 0 ? [{ asked: 'read', path, answer }] : [],
      ),
      ...others.values(),
    ],
  }
}

/** What a repository answers now. */
export function answerNow(
  { asked, path }: Pick<Observation, 'asked' | 'path'>,
  repository: Repository,
  name: (text: string) => string,
): string {
  if (asked === 'kind') return repository.kind(path) ?? ''
  if (asked === 'unlisted') return nameOfUnlisted(repository.unlisted?.() ?? [])
  if (asked === 'readBytes') return nameOfBytes(repository.readBytes(path), name)
  const { text, thrown } = outcome(() => repository.read(path))
  return nameOf(text, thrown, name)
}

function outcome(read: () => string | undefined): { readonly text?: string | undefined; readonly thrown?: UserError } {
  try {
    return { text: read() }
  } catch (error) {
    if (error instanceof UserError) return { thrown: error }
    throw error
  }
}

function nameOf(text: string | undefined, thrown: UserError | undefined, name: (text: string) => string): string {
  if (thrown) return `! ${thrown.message}`
  return text === undefined ? '' : name(text)
}

const nameOfUnlisted = (all: readonly Unlisted[]): string => all.map(({ path, why }) => `${path} ${why}`).join('\0')

const nameOfBytes = (bytes: Uint8Array | undefined, name: (text: string) => string): string =>
  bytes === undefined ? '' : name(Buffer.from(bytes).toString('base64'))
