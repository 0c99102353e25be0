import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { drawers, type GraphFormat } from '../../graph/draw/index.ts'
import type { Graph } from '../../graph/graph.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { readGraph } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession } from '../session.ts'

interface GraphOptions extends CommonOptions {
  readonly format?: string
}

/** `msvc graph`: the graph as a picture's source, or as a document. */
export async function run(options: GraphOptions): Promise<number> {
  const session = openSession(options)
  const named = drawerNamed(options.format ?? 'mermaid')
  const draw = options.json ? drawers.json : named
  const { graph } = await readGraph(session, await openRepository(session, 'msvc graph'))
  session.out.write(draw(graph))
  return exitCodes.done
}

function drawerNamed(format: string): (graph: Graph) => string {
  if (Object.hasOwn(drawers, format)) return drawers[format as GraphFormat]
  const hint = didYouMean(format, Object.keys(drawers))
  throw new UserError({ code: 'unknown-format', message: `graph has no format "${format}".`, hint })
}
