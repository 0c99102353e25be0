import { posix } from 'node:path'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { isTyeFile } from '../../../facts/tye/is-tye-file.ts'
import { imageBuilds } from '../../../graph/discover/image-builds.ts'
import { foldersAbove } from '../../../graph/folders-above.ts'
import type { RuleContext } from '../../rule.ts'

/** The folders that compose, else scripts and pipelines, build Dockerfiles from. Tye builds a project by itself, whatever Dockerfile lies in it. */
export function statedContexts(facts: FactIndex): ReadonlyMap<string, string> {
  const inScripts = imageBuilds(facts).map(({ dockerfile, context }) => [dockerfile, context] as const)
  return new Map([
    ...inScripts.toReversed(),
    ...facts.of('workload').flatMap(({ at, build }) => {
      if (build === undefined || (build.dockerfile === undefined && isTyeFile(at.file))) return []
      return [[build.dockerfile ?? posix.join(build.context, 'Dockerfile'), build.context] as const]
    }),
  ])
}

/** The folder that a Dockerfile's `COPY` starts from: what compose builds it with, else the folder it lies in. */
export function buildContexts(facts: FactIndex): (dockerfile: string) => string {
  const stated = statedContexts(facts)
  return (dockerfile) => stated.get(dockerfile) ?? posix.dirname(dockerfile)
}

/**
 * Where nobody states it: the innermost folder, from the Dockerfile's up, that has all the files that it copies by name;
 * undefined where it must be one of another repository.
 */
export function likelyContext(
  { facts, has }: Pick<RuleContext, 'facts' | 'has'>,
  dockerfile: string,
): string | undefined {
  const own = posix.dirname(dockerfile)
  const copied = facts
    .in(dockerfile)
    .flatMap((fact) => (fact.kind === 'image-copy' && fact.from === undefined ? fact.sources : []))
  // `rpc/mail/etc` in `rpc/mail/Dockerfile`: it is built from where that path begins.
  const start = [...foldersAbove(own), own].find((_, index, all) => {
    const path = own.slice(index === 0 ? 0 : (all[index - 1]?.length ?? 0) + 1)
    return copied.some((source) => source.replace(/^\.?\//, '').startsWith(`${path}/`))
  })
  if (start !== undefined) return posix.dirname(start)
  const named = copied.filter((source) => /^\.?[\w/-]+\.[\w.-]+$/.test(source) && !/^\.\.?\//.test(source))
  // What it builds by `make`, or by a script, it takes in with all else.
  const needed = facts.in(dockerfile).flatMap((fact) => (fact.kind === 'image-run' ? builtBy(fact.command) : []))
  const above = [...foldersAbove(own).toReversed(), '.']
  const isAbove = (file: string): boolean => above.some((folder) => has(posix.join(folder, file)))
  const holds = (folder: string): boolean =>
    named.every((source) => has(posix.join(folder, source))) &&
    needed.every((file) => has(posix.join(folder, file)) || !isAbove(file))
  const found = [own, ...foldersAbove(own).toReversed(), '.'].find(holds)
  return found ?? (named.some((source) => isWritten.test(source)) ? undefined : own)
}

/** `make build-orders`, with what is set before it; not `make -C`, nor after a change of folder. */
const made = /^(?:\w+=\S* )*make (?!-[Cf])/
/** `/app/scripts/build` */
const script = /(?:^|[\s/])((?:scripts?|hack|tools|ci)\/[\w.-]+)(?=$|\s)/g

const builtBy = (command: string): string[] => [
  ...(made.test(command) ? ['Makefile'] : []),
  ...[...command.matchAll(script)].flatMap(([, file = '']) => file),
]

/** Files at the root of many packages, which nothing makes: where none is, what an image is built from is not here. */
const isWritten = /(?:^|\/)(?:turbo|nx|lerna|rush)\.json$|(?:^|\/)pnpm-workspace\.yaml$|(?:^|\/)go\.work$|\.sln$/
