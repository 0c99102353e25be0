import { relative, resolve } from 'node:path'
import { type Cache, noCache, openCache } from '../../cache/index.ts'
import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import type { Skipped } from '../../facts/collect.ts'
import { readOnly } from '../../facts/reading/fact-cache.ts'
import { type Comparison, compareGraphs } from '../../graph/compare.ts'
import { counted } from '../../graph/draw/counted.ts'
import { drawers, type GraphFormat } from '../../graph/draw/index.ts'
import { withPlainColours } from '../../graph/draw/picture/style.ts'
import { focused } from '../../graph/focus.ts'
import type { Graph } from '../../graph/graph.ts'
import { writeOutput } from '../../plan/write-output.ts'
import { changesSince } from '../../process/git.ts'
import { rasterise } from '../../process/rasterise.ts'
import { oneLine } from '../../report/printable.ts'
import { foundIn } from '../lint/found-in.ts'
import { refuseSource } from '../lint/refuse-source.ts'
import { noteNoServices } from '../no-services.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { graphQuestion, readGraph, surveyGraph, tellFault } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, type Session } from '../session.ts'
import { isTerminal } from '../terminal/is-terminal.ts'
import { writeNow } from '../terminal/write-now.ts'
import { toolKey } from '../tool-key.ts'
import { treeBefore } from '../tree-before.ts'

interface GraphOptions extends CommonOptions {
  readonly format?: string
  readonly focus?: string
  readonly depth?: string
  readonly compare?: string
  /** False after `--no-cache`. */
  readonly cache: boolean
}

/** `msvc graph`: the graph as a picture's source, or as a document. */
export async function run(options: GraphOptions): Promise<number> {
  const session = openSession(options)
  const named = targetNamed(options.format ?? 'mermaid', session.cwd)
  const shown = options.json ? 'json' : named.path === undefined ? named.format : undefined
  const depth = depthOf(options)
  const { format, path } = named
  if (path !== undefined) refuseSource([{ format, path }], session.cwd)
  const disk = await openRepository(session, 'msvc graph')
  const cache = options.cache ? await openCache(disk, { tool: toolKey() }) : noCache(disk)
  const read = await cache.answer(graphQuestion, async (sources) => {
    const { facts: _, ...found } = await surveyGraph(sources.repository, sources.cache, sources.share)
    return found
  })
  tellFault(session, read)
  const { graph: whole, title, skipped } = read
  noteGaps(
    session,
    whole,
    skipped.filter(({ onPurpose }) => !onPurpose),
  )
  const comparison = await compared(session, cache, whole, options.compare)
  const all = comparison?.graph ?? whole
  const graph = options.focus === undefined ? all : focused(all, options.focus, depth)
  const today = new Date().toISOString().slice(0, 10)
  const findings = async () => {
    const found = await foundIn(cache, { today, baseline: true })
    return [
      ...found.findings.map((finding) => ({ ...finding, known: false })),
      ...found.baseline.known.map((finding) => ({ ...finding, known: true })),
    ]
  }
  if ((shown === 'mermaid' || named.format === 'mermaid') && graph.edges.length >= mostOfMermaid) {
    const note = session.err.color.yellow('note:')
    session.err.write(
      `${note} Mermaid draws fewer than ${mostOfMermaid} edges, and these are ${graph.edges.length}: draw a part with --focus, or all with --format html.\n`,
    )
  }
  const drawing = { graph, title, findings, ...(comparison ? { comparison } : {}) }
  const draw = async (format: GraphFormat | 'png'): Promise<string | Uint8Array> =>
    format === 'png' ? await asPng(await drawers.svg(drawing)) : await drawers[format](drawing)
  if (named.path !== undefined) {
    writeOutput(named.path, await draw(named.format))
    const sizes = [counted(graph.services.length, 'service'), counted(graph.edges.length, 'edge')].join(', ')
    session.err.write(`${sizes}: see ${relative(session.cwd, named.path) || named.path}\n`)
  }
  const onStdout = shown === undefined ? '' : await draw(shown)
  if (typeof onStdout === 'string') session.out.write(onStdout)
  else writeNow('stdout', onStdout)
  cache.save()
  return exitCodes.done
}

/** What Mermaid draws where nobody has set it to draw more, as on code hosts. */
const mostOfMermaid = 500

/** What a picture cannot show: that nothing was found, and what could not be read. */
function noteGaps({ err }: Session, { services }: Graph, skipped: readonly Skipped[]): void {
  const note = err.color.yellow('note:')
  if (services.length === 0) noteNoServices(err)
  for (const { file, why } of skipped.slice(0, 3)) err.write(`${note} ${oneLine(`${file} was passed over: ${why}`)}\n`)
  if (skipped.length > 3)
    err.write(`${note} ${skipped.length - 3} more files were passed over: msvc lint --passed-over names them.\n`)
}

/** What the change since a ref does to the graph; undefined where no ref is given. */
async function compared(
  session: Session,
  { repository, facts }: Cache,
  graph: Graph,
  ref: string | undefined,
): Promise<Comparison | undefined> {
  if (ref === undefined) return undefined
  const { base, files } = await changesSince(repository.root, ref)
  const before = await readGraph(session, treeBefore(repository, base, files), facts && readOnly(facts))
  const comparison = compareGraphs(before.graph, graph)
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

/** The picture as pixels, for whoever takes them from stdout. */
async function asPng(svg: string): Promise<Uint8Array> {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  return rasterise(withPlainColours(svg), Math.ceil(Number(width)), Math.ceil(Number(height)))
}

/** What is drawn, and the file that it goes to; none for stdout. */
interface Target {
  readonly format: GraphFormat | 'png'
  readonly path?: string
}

/** Reads what `--format` says, `html` or `html=services.html`, as `msvc lint` does; paths are relative to `cwd`. */
function targetNamed(value: string, cwd: string): Target {
  const [format = '', ...rest] = value.split('=')
  if (!Object.hasOwn(drawers, format) && format !== 'png') {
    const hint = didYouMean(format, [...Object.keys(drawers), 'png'])
    throw new UserError({ code: 'unknown-format', message: `graph has no format "${format}".`, hint })
  }
  const file = rest.join('=')
  if (rest.length > 0 && file === '') {
    const hint = `Write --format ${format}=<file>, or --format ${format} for stdout.`
    throw new UserError({ code: 'no-file', message: `"--format ${value}" names no file.`, hint })
  }
  if (format === 'png' && file === '' && isTerminal('stdout')) {
    const hint = 'Write it to a file: msvc graph --format png=services.png'
    throw new UserError({ code: 'binary-to-terminal', message: 'A picture of pixels is nothing for a terminal.', hint })
  }
  return { format: format as Target['format'], ...(file === '' ? {} : { path: resolve(cwd, file) }) }
}
