import { UserError } from '../../errors/user-error.ts'
import { affectedServices } from '../../graph/affected.ts'
import { changesSince } from '../../process/git.ts'
import { oneLine } from '../../report/printable.ts'
import { table } from '../../report/table.ts'
import type { PackSource, StackManifest } from '../../scaffold/pack.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { openPacks } from '../packs.ts'
import { readGraph } from '../read-graph.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson } from '../session.ts'

interface AffectedOptions extends CommonOptions {
  readonly since?: string
}

/** `msvc affected --since <ref>`: services that a change concerns; as JSON, the matrix of a CI run. */
export async function run(options: AffectedOptions): Promise<number> {
  const session = openSession(options)
  if (options.since === undefined) throw sinceMissing()
  const repository = await openRepository(session, 'msvc affected')
  const { files } = await changesSince(repository.root, options.since)
  const affected = affectedServices({ ...(await readGraph(session, repository)), changedFiles: files })
  if (session.json) {
    const packs = openPacks()
    const services = await Promise.all(
      affected.map(async ({ service, reason }) => ({
        name: service.name,
        path: service.path,
        reason,
        stack: service.stack ?? null,
        ...commandsOf(await manifestOf(service.stack, packs)),
      })),
    )
    printJson(session, { version: 1, since: options.since, services })
    return exitCodes.done
  }
  const { bold, dim } = session.out.color
  const rows = affected.map(({ service, reason }) => [
    bold(oneLine(service.name)),
    oneLine(service.path),
    dim(oneLine(reason)),
  ])
  session.out.write(table(rows))
  if (affected.length === 0) session.err.write(`No service is affected by what changed since ${options.since}.\n`)
  return exitCodes.done
}

async function manifestOf(stack: string | undefined, packs: PackSource): Promise<StackManifest | undefined> {
  if (stack === undefined || !packs.stackNames().includes(stack)) return undefined
  return (await packs.stack(stack)).manifest
}

/** What CI runs in the service's folder, and in which image; null where nobody told us the stack. */
function commandsOf(manifest: StackManifest | undefined): Record<string, string | null> {
  return {
    image: manifest?.ciImage ?? null,
    install: manifest?.commands.install ?? null,
    lint: manifest?.commands.lint ?? null,
    test: manifest?.commands.test ?? null,
    build: manifest?.commands.build ?? null,
  }
}

const sinceMissing = (): UserError =>
  new UserError({
    code: 'since-missing',
    message: 'Nothing says what to compare with.',
    hint: 'Give a commit, branch or tag: --since origin/main',
  })
