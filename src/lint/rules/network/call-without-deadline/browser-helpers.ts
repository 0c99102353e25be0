import type { ImportFact } from '../../../../facts/fact.ts'
import { resolverOf } from '../../../../graph/imports/index.ts'
import { isTestFile } from '../../../../graph/test-file.ts'
import type { RuleContext } from '../../../rule.ts'

/** What hands out hooks: whoever takes one runs in browsers, also where a framework renders pages on a server. */
const ofHooks = /^(?:react|swr|react-query|@tanstack\/react-query|next\/navigation|next\/router|react-redux)$/
const takesHook = ({ specifier, names = [] }: ImportFact): boolean =>
  ofHooks.test(specifier) && names.some((name) => /^use[A-Z]/.test(name))

/** `usePrices.ts`, which takes in a hook of the same code, is one itself. */
const calledAsHook = /(?:^|\/)use[A-Z]\w*\.[jt]sx?$/
const takesOwnHook = ({ at, names = [] }: ImportFact): boolean =>
  calledAsHook.test(at.file) && names.some((name) => /^use[A-Z]/.test(name))

/** What works on the window of a browser alone: it saves files there, or shows messages. */
const ofWindows =
  /^(?:file-saver|notistack|react-toastify|react-hot-toast|sonner|vue-toastification|js-cookie|nprogress|localforage)$/

/** What a file of a page hands to the server that renders it. */
const ofServers = /^(?:loader|action|getServerSideProps|getStaticProps|getStaticPaths|getInitialProps|load)$/
/** What hooks can be written in. */
const script = /\.[cm]?[jt]sx?$/

/**
 * Whether a file without a mark of its own is only taken in by code for browsers, at first or at second hand: by hooks and
 * by components with such. What a server renders takes in nothing of it.
 */
export function browserHelpers({ facts }: RuleContext): (file: string) => boolean {
  let usersOf: ((file: string) => readonly string[]) | undefined
  const rendering = new Set(
    facts.of('exports').flatMap(({ at, names }) => (names.some((name) => ofServers.test(name)) ? [at.file] : [])),
  )
  const hooks = new Set(
    facts.of('import').flatMap((each) => (takesHook(each) && !rendering.has(each.at.file) ? [each.at.file] : [])),
  )
  const inWindows = new Set(
    facts
      .of('import')
      .flatMap(({ at, specifier, typeOnly }) =>
        ofWindows.test(specifier) && !typeOnly && !rendering.has(at.file) ? [at.file] : [],
      ),
  )
  const ownHooks = new Set(
    facts.of('import').flatMap((each) => (takesOwnHook(each) && !rendering.has(each.at.file) ? [each.at.file] : [])),
  )
  const onServers = new Set(facts.of('remote-call').flatMap(({ at, onServer }) => (onServer ? [at.file] : [])))
  const isOnlyTaken = (file: string, seen: Set<string>): boolean => {
    usersOf ??= takers(facts.of('import'), resolverOf(facts))
    const users = usersOf(file).filter((user) => !seen.has(user) && !isTestFile(user))
    for (const user of users) seen.add(user)
    return users.length > 0 && users.every((user) => hooks.has(user) || isOnlyTaken(user, seen))
  }
  return (file) =>
    script.test(file) &&
    !onServers.has(file) &&
    (inWindows.has(file) || ownHooks.has(file) || (hooks.size > 0 && isOnlyTaken(file, new Set([file]))))
}

/** Who takes a file in, and makes use of it: those behind a file that only hands it on stand for that one. */
function takers(imports: readonly ImportFact[], resolve: ReturnType<typeof resolverOf>): (file: string) => string[] {
  const direct = new Map<string, ImportFact[]>()
  for (const each of imports) {
    if (each.typeOnly || !script.test(each.at.file)) continue
    const target = resolve(each)
    if (target.kind !== 'file') continue
    const known = direct.get(target.file)
    if (known) known.push(each)
    else direct.set(target.file, [each])
  }
  const users = (file: string, handing: ReadonlySet<string>): string[] =>
    (direct.get(file) ?? []).flatMap(({ at, handsOn }) => {
      if (!handsOn) return [at.file]
      return handing.has(at.file) ? [] : users(at.file, new Set([...handing, at.file]))
    })
  return (file) => [...new Set(users(file, new Set([file])))]
}
