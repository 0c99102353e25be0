import { posix } from 'node:path'
import type { ImportFact } from '../../facts/fact.ts'
import { isStub } from '../../facts/foreign.ts'
import { foldersAbove } from '../folders-above.ts'
import type { Service } from '../graph.ts'
import type { ResolvedImport } from '../imports/resolver.ts'
import { serviceOf } from '../subjects/of-file.ts'
import type { EdgeSet } from './edge-set.ts'
import type { Sources } from './sources.ts'

/** Imports that reach from the folder of one service into another's, and manifests that name another's package. */
export function codeEdges(edges: EdgeSet, { services, facts, resolve }: Sources): void {
  const ownerOf = (file: string): Service | undefined => serviceOf({ services }, file)
  const above = new Set(['.', ...services.flatMap(({ path }) => foldersAbove(path))])
  const statesContract = contractsInCode(facts, resolve)
  // Of whom a service imports more than stubs.
  const codeOf = new Set<string>()
  for (const fact of facts.of('import')) {
    // What lies beside a file belongs to the same service, unless another one lies below.
    if (fact.specifier.startsWith('./') && !fact.specifier.includes('..') && !above.has(posix.dirname(fact.at.file)))
      continue
    const from = ownerOf(fact.at.file)
    const target = from && reachedFile(fact, resolve(fact))
    // A stub that is made from a contract is that contract in another form, as is the contract itself: who has it calls, and reaches into nothing.
    const to = target === undefined ? undefined : ownerOf(target)
    if (from === undefined || target === undefined || to === undefined || to === from) continue
    if (isStub(target) || target.endsWith('.proto') || facts.in(target).some(({ kind }) => kind === 'generated'))
      continue
    if (fact.typeOnly && statesContract(target)) continue
    codeOf.add(pairOf(from, to))
    edges.observe(from.name, to.name, 'code', {
      ...fact.at,
      kind: 'import',
      confidence: 1,
      detail: `imports ${fact.specifier}`,
      target,
    })
  }
  const keyOf = (ecosystem: string, name: string): string => `${ecosystem}\0${name}`
  const packages = new Map(
    facts.of('package').flatMap((fact) => (fact.name ? [[keyOf(fact.ecosystem, fact.name), fact] as const] : [])),
  )
  const byFolder = new Map(facts.of('package').map((fact) => [posix.dirname(fact.at.file), fact] as const))
  for (const { at, ecosystem, dependencies } of facts.of('package')) {
    const from = ownerOf(at.file)
    for (const dependency of from ? dependencies : []) {
      const target =
        packages.get(keyOf(ecosystem, dependency.name)) ?? byFolder.get(linkedFolder(dependency.spec, at.file) ?? '')
      const to = target && ownerOf(target.at.file)
      if (!from || !to || to === from || posix.dirname(target.at.file) !== to.path) continue
      // A manifest of Go may name any module, and that of a library's library: what is imported is what is taken in. What npm
      // needs for development and nothing imports is built first, so that something can be read from it.
      const isOnlyNamed = ecosystem === 'go' || (ecosystem === 'npm' && dependency.dev)
      if (isOnlyNamed && !codeOf.has(pairOf(from, to))) continue
      edges.observe(from.name, to.name, 'code', {
        ...dependency.at,
        kind: 'package-dependency',
        confidence: 1,
        detail: `depends on the package ${dependency.name}`,
        target: target.at.file,
      })
    }
  }
}

/** Libraries of TypeScript whose callers take the type of what answers, and nothing else of it: that type is the contract. */
const typedContracts = /^(?:@trpc\/server|@orpc\/server|@ts-rest\/core|hono|elysia)(?:\/|$)/

/** Whether a file says what an API answers in types for its callers: it takes in such a library, or what is set up with it beside. */
function contractsInCode(facts: Sources['facts'], resolve: Sources['resolve']): (file: string) => boolean {
  const known = new Map<string, boolean>()
  const importsOf = (file: string): ImportFact[] =>
    facts.in(file).flatMap((fact) => (fact.kind === 'import' ? [fact] : []))
  const takes = (file: string): boolean => importsOf(file).some(({ specifier }) => typedContracts.test(specifier))
  return (file) => {
    const before = known.get(file)
    if (before !== undefined) return before
    const answer =
      takes(file) ||
      importsOf(file).some((fact) => {
        const reached = resolve(fact)
        return reached.kind === 'file' && takes(reached.file)
      })
    known.set(file, answer)
    return answer
  }
}

const pairOf = (from: Service, to: Service): string => `${from.name}\0${to.name}`

/** `file:../products` and its like name a folder, whatever the package in it is called. */
function linkedFolder(spec: string, manifest: string): string | undefined {
  const path = /^(?:file|link|portal):(\..*)$/.exec(spec)?.[1]
  return path === undefined ? undefined : posix.join(posix.dirname(manifest), path).replace(/\/$/, '')
}

/** A relative path tells where it leads even if the file is missing: it may be built, and in no repository. */
function reachedFile({ specifier, at }: ImportFact, reached: ResolvedImport): string | undefined {
  if (reached.kind === 'file') return reached.file
  const path = /^\.{1,2}\//.test(specifier) ? posix.join(posix.dirname(at.file), specifier) : '..'
  return path.startsWith('..') ? undefined : path
}
