import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { type Comparison, compareGraphs } from '../../graph/compare.ts'
import { drawers, type GraphFormat } from '../../graph/draw/index.ts'
import { focused } from '../../graph/focus.ts'
import type { Graph } from '../../graph/graph.ts'
import { lintRepository } from '../../lint/run.ts'
import { changesSince } from '../../process/git.ts'
import { gitBlobs } from '../../process/git-blobs.ts'
import { overlayRepository } from '../../repository/overlay.ts'
import type { Repository } from '../../repository/repository.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { readGraph } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, type Session } from '../session.ts'

interface GraphOptions extends CommonOptions {
  readonly format?: string
  readonly focus?: string
  readonly depth?: string
  readonly compare?: string
}

/** `msvc graph`: the graph as a picture's source, or as a document. */
export async function run(options: GraphOptions): Promise<number> {
  const session = openSession(options)
  const named = formatNamed(options.format ?? 'mermaid')
  const depth = depthOf(options)
  const repository = await openRepository(session, 'msvc graph')
  const { graph: whole, title } = await readGraph(session, repository)
  const comparison = await compared(session, repository, whole, options.compare)
  const all = comparison?.graph ?? whole
  const graph = options.focus === undefined ? all : focused(all, options.focus, depth)
  const findings = async () =>
    (await lintRepository(repository, { today: new Date().toISOString().slice(0, 10) })).findings
  session.out.write(
    await drawers[options.json ? 'json' : named]({ graph, title, findings, ...(comparison ? { comparison } : {}) }),
  )
  return exitCodes.done
}

/** What the change since a ref does to the graph; undefined where no ref is given. */
async function compared(
  session: Session,
  repository: Repository,
  graph: Graph,
  ref: string | undefined,
): Promise<Comparison | undefined> {
  if (ref === undefined) return undefined
  const { base, files } = await changesSince(repository.root, ref)
  const before = overlayRepository(repository, gitBlobs(repository.root, base, files))
  const comparison = compareGraphs((await readGraph(session, before)).graph, graph)
  const { services, edges } = comparison.graph
  if (services.length + edges.length === 0) session.err.write(`The graph is as it was at ${ref}.\n`)
  return comparison
}

function depthOf({ depth, focus }: GraphOptions): number {
  if (depth === undefined) return 1
  if (focus === undefined) {
    const hint = 'Add --focus <service>: the depth is counted from there.'
    throw new UserError({ code: 'option-value', message: '--depth says nothing without --focus.', hint })
  }
  if (!/^\d{1,3}$/.test(depth)) {
    throw new UserError({ code: 'option-value', message: `--depth must be a whole number, not "${depth}".` })
  }
  return Number(depth)
}

function formatNamed(format: string): GraphFormat {
  if (Object.hasOwn(drawers, format)) return format as GraphFormat
  const hint = didYouMean(format, Object.keys(drawers))
  throw new UserError({ code: 'unknown-format', message: `graph has no format "${format}".`, hint })
}
