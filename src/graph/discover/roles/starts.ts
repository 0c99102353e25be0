import type { EnvSetFact, WorkloadFact } from '../../../facts/fact.ts'
import type { FactIndex } from '../../../facts/fact-index.ts'
import { mainContainer } from '../../main-container.ts'
import { plainName } from '../../source-folders.ts'
import { isStoreName, isTooling } from '../../telling-names.ts'
import { isTestFile } from '../../test-file.ts'
import { isCopy } from './copies.ts'

/** A variable that tells a program what to be: `CONTAINER_ROLE`, `NPM_RUN_COMMAND`, `PROCESS_TYPE`, `SERVICES` of Moleculer. */
const roleVariable =
  /(?:^|_)(?:command|cmd|role|process|process_type|(?:app|run|server|service|start)_mode|(?:app|service|container|server)_type)$|^services$/i

/** What turns on the one part of a program that a workload is called after: `SHOP_ENABLE_ORDERS_SERVICE=1` of `orders`. */
function enablesItself({ name, value = '' }: EnvSetFact, workload: string): boolean {
  const [, part = ''] =
    /(?:^|_)(?:ENABLED?|RUN|SERVE|START)_(\w+?)(?:_(?:SERVICE|SERVER|API|WORKER))?$/i.exec(name) ?? []
  const isOn = /^(?:1|true|yes|on)$/i.test(value)
  return isOn && part.length > 1 && plainName(workload).endsWith(plainName(part))
}

/** A word by itself, or a part of a name, a path or a command. */
const asWord = (...words: readonly string[]): RegExp =>
  new RegExp(String.raw`(?:^|[\s:/_.-])(?:${words.join('|')})(?=$|[\s:/_.-])`, 'i')

/** What is done once, or by hand, with the image of a service: no role of it. */
const noRole = asWord(
  // Prepares data, and what is handed out.
  String.raw`migrat\w*|seed\w*|collectstatic|createsuperuser|alembic|flyway|liquibase|goose|setup|init|bootstrap|install`,
  // Tries it out, or keeps it tidy.
  String.raw`static-?analysis|type-?checks?|flake8|mypy|pylint|ruff|black|eslint|sonar\w*|coverage`,
  String.raw`tests?|pytest|jest|vitest|rspec|phpunit|cypress|playwright|e2e|lint\w*|bench\w*|ci|clean(?:up|er)?|prune`,
  // Builds and shows it while people work on it.
  String.raw`storybook|webpack\w*|vite|esbuild|tailwind\w*|assets|watch\w*|build|docs|mkdocs`,
  // Waits for somebody to type, or watches and saves what others do.
  String.raw`jupyter|notebook|console|repl|flower|studio|sleep|backup\w*|dump\w*`,
  // Has all the others in it, for who only wants to try it.
  'aio|all-?in-?one|standalone|monolith',
)
/** A shell that waits for somebody. */
const shellAlone = /^(?:\/(?:usr\/)?bin\/)?(?:ba|z)?sh$/
/** Profiles of compose that start what is done by hand. */
const byHand = /^(?:tools?|tests?|debug|dev|cli|migrat\w*|seed|setup|e2e|docs)$/i
/** What works for a service beside it, and that nobody calls. */
const companion = asWord(
  String.raw`\w*workers?|\w*queue|\w*consumers?|\w*processors?|\w*listeners?`,
  String.raw`beat|\w*schedulers?|cron\w*|jobs?|supercronic|daemon|poller|relay|outbox`,
  // What libraries for such call theirs.
  'sidekiq|horizon|celery|resque',
)

/** A workload as a role of the program whose image it runs from. */
export interface Role {
  readonly workload: WorkloadFact
  /** The words of its command that say what starts, without options and their values; none where the image alone says so. */
  readonly starts: readonly string[]
  /** What of its command may be a path: of what starts, or of where that lies. */
  readonly places: readonly string[]
  /** Others call it, as far as its name and its command tell: a worker may open a port for its figures, too. What is a stage of its own is built and released by itself. */
  readonly answers: boolean
}

/**
 * The roles that workloads of one image have, one for each way to start, those with ports first; fewer than two where all
 * start alike. `started`: what the image of one starts where its own command says nothing.
 */
export function rolesOf(
  workloads: readonly WorkloadFact[],
  facts: FactIndex,
  started: ReadonlyMap<WorkloadFact, string> = new Map(),
): Role[] {
  const roles = new Map<string, Role>()
  const names = new Set<string>()
  const opens = ({ containers }: WorkloadFact): boolean => containers.some(({ ports }) => ports.length > 0)
  for (const workload of [...workloads].sort((a, b) => Number(opens(b)) - Number(opens(a)))) {
    const command = mainContainer(workload)?.command || (started.get(workload) ?? '')
    // What waits for others, or prepares something, stands before what starts.
    const last = command.split(/&&|\|\||;|\s--\s/).at(-1) ?? ''
    const said = words(last)
    const spoken = said.map(({ word }) => word).join(' ')
    const isNone =
      /Job$|^Pod$/.test(workload.type) ||
      isTooling(workload.name) ||
      isStoreName(workload.name) ||
      isTestFile(workload.at.file) ||
      isCopy(workload.name) ||
      noRole.test(workload.name) ||
      noRole.test(spoken) ||
      shellAlone.test(last.trim()) ||
      (workload.profiles ?? []).some((profile) => byHand.test(profile))
    const start = [workload.build?.target ?? '', spoken, told(workload, facts)].join('\n')
    if (isNone || roles.has(start) || names.has(workload.name)) continue
    names.add(workload.name)
    const isCompanion = [workload.name, start].some((text) => companion.test(text))
    const starts = said.flatMap(({ word, isValue }) => (isValue ? [] : [word]))
    const isImage = workload.build?.target !== undefined
    const places = said.flatMap(({ word }) => (word.includes('/') ? [word] : []))
    roles.set(start, { workload, starts, places, answers: isImage || !isCompanion })
  }
  return [...roles.values()]
}

/** Words of a command that start whatever it is. */
const anyStart = /^(?:.*\/)?(?:(?:ba|z)?sh|exec|(?:docker[-_]?)?(?:entrypoint|start|run)\.sh)$/

/** `--dir=apps/orders`: what an option says of where something lies, or which of several it is. */
const placeOption =
  /^--?(?:\w+-)?(?:dir|directory|chdir|cwd|docroot|filter|module|package|path|prefix|project|root|workspace)=(.+)$/

/** The words of a command that say what starts, no options, numbers or addresses; and which are the value of an option. */
const words = (command: string): { readonly word: string; readonly isValue: boolean }[] =>
  command.split(/[\s"'`[\]]+/).flatMap((word, index, all) => {
    const place = placeOption.exec(word)?.[1]
    if (place !== undefined) return [{ word: place, isValue: true }]
    if (word === '' || /^-|=|:\/\/|:\d+$|^[\d.:]+$/.test(word) || anyStart.test(word)) return []
    const option = all[index - 1] ?? ''
    return [{ word: word.replace(/\d+$/, ''), isValue: option.startsWith('-') && option !== '-m' && option !== '-c' }]
  })

/** What a workload is told to be by variables. */
function told({ name, at }: WorkloadFact, facts: FactIndex): string {
  const isRole = (fact: EnvSetFact): boolean =>
    fact.workload === name && fact.value !== undefined && (roleVariable.test(fact.name) || enablesItself(fact, name))
  return facts
    .in(at.file)
    .flatMap((fact) => (fact.kind === 'env-set' && isRole(fact) ? [`${fact.name}=${fact.value}`] : []))
    .sort()
    .join(' ')
}
