import { hash } from 'node:crypto'
import { digest } from '../facts/reading/content.ts'
import type { FactCache } from '../facts/reading/fact-cache.ts'
import type { Share } from '../facts/reading/share.ts'
import { historyName } from '../process/git-history-name.ts'
import { readsAnew } from '../process/reads-anew.ts'
import type { Repository } from '../repository/repository.ts'
import { witness } from '../repository/witness.ts'
import { type AnswerHead, decodeAnswer, encodeAnswer } from './answer-file.ts'
import { cacheFolder, readIfThere, replace, sweep } from './folder.ts'
import { holds } from './holds.ts'
import { KnownTree } from './known-tree.ts'
import { type Moved, movedFiles } from './moved.ts'
import { sharedReading } from './threads/share.ts'

/** What a question is answered from. All else that the answer depends on must be part of the question. */
export interface Sources {
  readonly repository: Repository
  readonly cache?: FactCache
  /** Reads many files of this repository at once. */
  readonly share: Share
  /** To be called where the answer depends on what was committed. */
  usesHistory(): void
  /** To be called where it depends on how many lines the files have. */
  usesLines(): void
  /** To be called where what was read until now answers another question as well, which then need not be asked. */
  answers(other: Question, value: object): void
}

/** A question by its words; `today` is apart, since an answer of yesterday is of no use. */
export interface Question {
  readonly today?: string
  readonly [word: string]: unknown
}

/** What is kept between the runs in one repository. */
export interface Cache {
  /** The tree as it lies on disk. */
  readonly repository: Repository
  /** Facts of files that were read before. */
  readonly facts?: FactCache
  /** Takes what an earlier run has found, where nothing that it depends on has changed; else asks. Answers are data of JSON. */
  answer<Value extends object>(question: Question, ask: (sources: Sources) => Promise<Value>): Promise<Value>
  save(): void
}

/** Asks each time. */
export const noCache = (repository: Repository): Cache => ({
  repository,
  answer: (_, ask) => {
    readsAnew()
    return ask({
      repository,
      share: sharedReading(repository.root, false, true),
      usesHistory: () => {},
      usesLines: () => {},
      answers: () => {},
    })
  },
  save: () => {},
})

/**
 * Opens what a build of the program (`tool`) has kept for a repository, and looks at what has changed since. A cache that cannot be read or
 * written is none, and no error.
 */
export async function openCache(
  repository: Repository,
  { tool, now = Date.now() }: { readonly tool: string; readonly now?: number },
): Promise<Cache> {
  const { root } = repository
  const folder = cacheFolder(root)
  if (folder === undefined) return noCache(repository)
  // Almost every answer asks for it; git tells while this process looks at the files.
  const named = historyName(root)
  const history = () => named
  const tree = await KnownTree.open(root, folder, tool, now)
  let looked: Promise<Moved | undefined> | undefined
  const present = {
    tree,
    history,
    moved: () => {
      looked ??= movedFiles(tree)
      return looked
    },
  }
  // A system without a name is called like its folder, which may be another by now.
  const wordsOf = (question: Question): string => JSON.stringify({ ...question, root })
  const answers = new Map<
    string,
    { readonly head: Omit<AnswerHead, 'state'> & { readonly state?: string }; readonly body: string }
  >()

  return {
    repository: tree.repository,
    facts: tree.facts,
    async answer<Value extends object>(question: Question, ask: (sources: Sources) => Promise<Value>): Promise<Value> {
      const file = fileOf(question)
      const stored = decodeAnswer(readIfThere(folder, file), tool, wordsOf(question))
      if (stored && (await holds(stored, present))) {
        answers.set(file, stored)
        return JSON.parse(stored.body) as Value
      }
      readsAnew()
      const { sources, dependencies } = watched(tree)
      const keep = async (asked: Question, found: object): Promise<void> => {
        const { usesHistory, ...others } = dependencies()
        const past = usesHistory ? { history: await history() } : {}
        const head = { tool, question: wordsOf(asked), ...others, ...past }
        answers.set(fileOf(asked), { head, body: JSON.stringify(found) })
      }
      const pending: Promise<void>[] = []
      const value = await ask({ ...sources, answers: (other, found) => pending.push(keep(other, found)) })
      await Promise.all(pending)
      await keep(question, value)
      return value
    },
    save() {
      if (!tree.save()) return
      const { state } = tree
      for (const [file, { head, body }] of answers) {
        if (head.state !== state) replace(folder, file, encodeAnswer({ ...head, state }, body))
      }
      if (answers.size > 0) sweep(folder, (name) => name.startsWith(answerName) && !answers.has(name), longest)
    },
  }
}

const answerName = 'answer-'
/** Days after which nobody asks the same again. */
const longest = 14

const fileOf = ({ today: _, ...words }: Question): string =>
  `${answerName}${hash('sha256', JSON.stringify(words), 'hex').slice(0, 12)}`

/** Sources that tell afterwards what was taken from them. */
function watched(tree: KnownTree) {
  const { repository, facts } = tree
  const share = sharedReading(repository.root, true)
  const seen = witness(repository, digest)
  let [usesHistory, usesLines] = [false, false]
  const sources: Omit<Sources, 'answers'> = {
    repository: seen.repository,
    cache: {
      find: (path, id) => facts.find(path, id),
      keep(path, id, file) {
        // What facts are drawn from is part of the tree's state.
        seen.discount(path)
        facts.keep(path, id, file)
      },
    },
    share: (files, { here, there }) =>
      share(files, {
        here,
        there(file, found) {
          tree.noteRead(file)
          there(file, found)
        },
      }),
    usesHistory: () => {
      usesHistory = true
    },
    usesLines: () => {
      usesLines = true
    },
  }
  return { sources, dependencies: () => ({ others: seen.seen(), usesHistory, usesLines }) }
}
