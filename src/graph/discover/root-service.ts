import { posix } from 'node:path'
import type { At, WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import type { SourceFolders } from '../source-folders.ts'
import { isTooling, nameOfWorkload } from '../telling-names.ts'
import { isTestFile } from '../test-file.ts'
import { extraCompose } from './extra-compose.ts'
import { isKeptRunning } from './programs/kept-running.ts'
import type { ServingProgram } from './programs/serving.ts'
import { startsServer } from './servers.ts'

/** Names of workloads that say nothing of what the one thing in a repository is. */
const vague = /^(?:laravel\.test|app|application|api|backend|main|server|service|web)$/i

/** What hands requests on to the one thing, and is built from the same folder. */
const inFront = /^(?:nginx|caddy|traefik|haproxy|(?:reverse-?)?proxy)$/i

/** The service that a repository is as a whole: what is built at its root, and nothing else was found in it. */
export function rootService(
  facts: FactIndex,
  sources: SourceFolders,
  programs: readonly ServingProgram[],
): { readonly name: string; readonly at: At } | undefined {
  if (sources.languageOf('.') === undefined) return undefined
  const isAtRoot = ({ at }: { readonly at: At }): boolean => posix.dirname(at.file) === '.'
  const all = facts.of('workload').filter(({ build }) => build?.context === '.')
  // What a compose file beside the others adds, as a debugger, is another form of it.
  const isExtra = extraCompose(all)
  const usual = all.some((each) => !isExtra(each)) ? all.filter((each) => !isExtra(each)) : all
  const behind = usual.filter(({ name }) => !inFront.test(name))
  const built = behind.length > 0 ? behind : usual
  // Of what runs one image, what answers is what people call it by, and what prepares something for it is not.
  const opens = ({ containers }: WorkloadFact): boolean => containers.some(({ ports }) => ports.length > 0)
  const workload = built.find(opens) ?? built.find(({ name }) => !isTooling(name)) ?? built[0]
  const image = facts
    .of('base-image')
    .find((fact) => fact.final && isAtRoot(fact) && !isInfrastructureImage(fact.image))
  const manifest = facts.of('package').find((fact) => isAtRoot(fact) && fact.name !== undefined)
  // A script may open a port with nothing but what Node brings.
  const isOpen = facts.of('listen').some(({ at }) => /\.[cm]?[jt]s$/.test(at.file) && !isTestFile(at.file))
  const started = facts.of('package').find((fact) => isAtRoot(fact) && (startsServer(fact) || (fact.starts && isOpen)))
  const program = programs.find(({ folder }) => folder === '.')
  const process = facts.of('process').find((fact) => fact.folder === '.' && isKeptRunning(fact))
  const at = [workload, image, started, program, process].find((each) => each !== undefined)?.at
  return at && { name: nameOf(workload, manifest?.name), at }
}

/** As its workload is called, else as its manifest calls it: without scope, group or path. */
function nameOf(workload: WorkloadFact | undefined, manifest: string | undefined): string {
  const run = workload === undefined ? undefined : nameOfWorkload(workload.name)
  const called = manifest?.split(/[/:]/).findLast((part) => !/^v\d+$/.test(part))
  return (run !== undefined && !vague.test(run) ? run : undefined) ?? called ?? run ?? 'app'
}
