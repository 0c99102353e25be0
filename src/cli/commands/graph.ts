import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { drawers, type GraphFormat } from '../../graph/draw/index.ts'
import { focused } from '../../graph/focus.ts'
import { lintRepository } from '../../lint/run.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { readGraph } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession } from '../session.ts'

interface GraphOptions extends CommonOptions {
  readonly format?: string
  readonly focus?: string
  readonly depth?: string
}

/** `msvc graph`: the graph as a picture's source, or as a document. */
export async function run(options: GraphOptions): Promise<number> {
  const session = openSession(options)
  const named = formatNamed(options.format ?? 'mermaid')
  const depth = depthOf(options)
  const repository = await openRepository(session, 'msvc graph')
  const { graph: whole, title } = await readGraph(session, repository)
  const graph = options.focus === undefined ? whole : focused(whole, options.focus, depth)
  const findings = async () =>
    (await lintRepository(repository, { today: new Date().toISOString().slice(0, 10) })).findings
  session.out.write(await drawers[options.json ? 'json' : named]({ graph, title, findings }))
  return exitCodes.done
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
