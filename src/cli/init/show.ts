import { namesNobody } from '../../catalog/placeholder-owner.ts'
import { shownPorts } from '../../graph/discover/ports.ts'
import { counted } from '../../graph/draw/counted.ts'
import type { InitPlan } from '../../init/plan-init.ts'
import { countBySeverity } from '../../report/count.ts'
import { oneLine } from '../../report/printable.ts'
import { table } from '../../report/table.ts'
import { tellIdleExcludes } from '../read-graph.ts'
import type { Session } from '../session.ts'
import { fitted } from '../terminal/fitted.ts'
import { isTerminal } from '../terminal/is-terminal.ts'

/** What a narrow terminal can do without, the least missed first. */
const spare = ['DEPLOYED BY', 'HEALTH', 'OWNER', 'PORTS']

/** What was found, on stderr: services with their ports, who uses whom, what is in doubt, and what lint says of it. */
export function showFound(session: Session, planned: InitPlan): void {
  const { err } = session
  const { services, known } = planned
  const { bold } = err.color
  if (services.length === 0) {
    err.write(nothingNew(planned))
  } else {
    const before = known > 0 ? `, ${known} known already` : ''
    err.write(`${bold(`${counted(services.length, 'service')} found`)}${before}\n\n`)
    showServices(session, planned)
    showUses(session, planned)
    showDoubtful(session, planned)
    showUntold(session, planned)
  }
  showUndeployed(session, planned)
  if (services.length > 0) showToldApart(session, planned)
  showLeftOut(session, planned)
  tellIdleExcludes(session.err, planned)
  showDrift(session, planned)
  if (services.length + planned.drift.moved.length === 0) return
  showLint(session, planned)
  if (services.length === 1 && known === 0) err.write(`\n${oneService}`)
  err.write('\n')
}

function nothingNew({ known, leftOut }: InitPlan): string {
  if (leftOut.length === 0) return known > 0 ? 'Every service that is found is in the catalog already.\n' : noServices
  return known > 0
    ? 'Every service that is found is in the catalog already, or left out.\n'
    : 'Every service that is found is left out: there is none to describe.\n'
}

function showServices({ err }: Session, { services, ports }: InitPlan): void {
  const rows = services.map(({ name, owner, language = '-', frameworks, health, deployed, path }) => [
    name,
    shownPorts(ports.get(name) ?? []) || '-',
    namesNobody(owner) ? '-' : owner,
    [language, ...frameworks].join(', '),
    // One for each question: a path that is asked for readiness and for liveness is one.
    [...new Set(health.map(({ asks }) => asks))].join(' ') || '-',
    [...new Set(deployed.map(({ by }) => by))].join(' ') || '-',
    path,
  ])
  const head = ['NAME', 'PORTS', 'OWNER', 'MADE WITH', 'HEALTH', 'DEPLOYED BY', 'FOLDER'].map((title) =>
    err.color.dim(title),
  )
  const width = isTerminal('stderr') ? process.stderr.columns - 2 : undefined
  const [titles = [], ...others] = fitted([head, ...rows.map((row) => row.map(oneLine))], width, spare)
  err.write(aligned([titles, ...others]))
  const missing = head.slice(0, -1).filter((title) => !titles.includes(title))
  if (missing.length > 0) err.write(`  ${missing.join(', ')}: in a wider terminal, or with --json\n`)
}

function showUses({ err }: Session, { services, stores }: InitPlan): void {
  const { bold } = err.color
  const list = (
    title: string,
    verb: string,
    of: (service: InitPlan['services'][number]) => readonly string[],
  ): void => {
    const lines = services.flatMap((service) => {
      const names = of(service)
      return names.length > 0 ? [`  ${oneLine(`${service.name} ${verb} ${names.join(', ')}`)}\n`] : []
    })
    if (lines.length > 0) err.write(`\n${bold(title)}\n${lines.join('')}`)
  }
  list('Calls', '→', ({ asks }) => asks)
  list('Events', 'takes those of', ({ hears }) => hears)
  if (stores.length === 0) return
  err.write(`\n${bold('Databases, caches and brokers')}, seen and not written\n`)
  err.write(listed(stores.map(({ name, kind, users }) => [name, kind, users.join(', ')])))
}

function showDoubtful({ err }: Session, { doubtful }: InitPlan): void {
  if (doubtful.length === 0) return
  err.write(`\n${err.color.yellow('To look at:')} these hang on one weak piece of evidence, and are not written.\n`)
  const rows = doubtful.map(({ from, to, file, line, why }) => [`${from} → ${to}`, `${file}:${line}`, why])
  err.write(listed(rows))
}

function showUndeployed({ err }: Session, { undeployed }: InitPlan): void {
  if (undeployed.length === 0) return
  const { yellow } = err.color
  err.write(`\n${yellow('Found, and not deployed:')} no manifest runs these with the others, and nobody calls them.\n`)
  err.write('They are not written. One that is a service after all: name it in the catalog.\n')
  for (const { name, path } of undeployed) err.write(`  ${oneLine(`${name}  ${path}`)}\n`)
}

function showUntold({ err }: Session, { untold }: InitPlan): void {
  if (untold.length === 0) return
  err.write(`\n${err.color.yellow('Cannot be told')} from the files; look there:\n`)
  err.write(
    atMost(
      untold.map(({ service, ...each }) => ({ ...each, name: service ?? 'A manifest' })),
      err.color.dim,
    ),
  )
}

/** So many lines say enough of what is not written: the document of `--json` has all. */
const most = 12

/** The first of what is said of places, each with its place below it, and how many more there are. */
function atMost(
  said: readonly { readonly name: string; readonly why: string; readonly file: string; readonly line: number }[],
  dim: (text: string) => string,
): string {
  const lines = said
    .slice(0, most)
    .map(({ name, why, file, line }) => `  ${oneLine(`${name} ${why}`)}\n    ${dim(oneLine(`${file}:${line}`))}\n`)
  return lines.join('') + (said.length > most ? `  … and ${said.length - most} more: --json names them.\n` : '')
}

function showToldApart({ err }: Session, { toldApart }: InitPlan): void {
  if (toldApart.length === 0) return
  err.write(`\n${err.color.bold('Told apart')}, and no services\n`)
  err.write(atMost(toldApart, err.color.dim))
}

function showLeftOut({ err }: Session, { leftOut }: InitPlan): void {
  if (leftOut.length === 0) return
  const { bold } = err.color
  err.write(`\n${bold('Left out')}, and no service for any command: discovery.exclude of msvc.yaml.\n`)
  err.write(listed(leftOut.map(({ name, path }) => [name, path])))
}

function showDrift({ err }: Session, { drift: { calls, gone, moved } }: InitPlan): void {
  const { yellow } = err.color
  if (calls.length > 0) {
    err.write(
      `\n${yellow('Not in the catalog:')} calls of services that it has. Declare them with --declare-calls, or by hand.\n`,
    )
    const rows = calls.map(({ from, to, file, line, why }) => [`${from} → ${to}`, `${file}:${line}`, why])
    err.write(listed(rows))
  }
  if (moved.length > 0) {
    err.write(`\n${yellow('Moved:')} these lie elsewhere now, and the catalog is told so.\n`)
    const rows = moved.map(({ name, path, to, file, line }) => [name, `${path} → ${to}`, `${file}:${line}`])
    err.write(listed(rows))
  }
  if (gone.length > 0) {
    err.write(
      `\n${yellow('Gone:')} nothing lies in the folders of these any more. Take them out of the catalog by hand.\n`,
    )
    const rows = gone.map(({ name, path, file, line }) => [name, path, `${file}:${line}`])
    err.write(listed(rows))
  }
}

function showLint({ err }: Session, { findings }: InitPlan): void {
  if (findings.length === 0) {
    err.write(`\n${err.color.bold('Lint')} finds nothing.\n`)
    return
  }
  const { errors, warnings } = countBySeverity(findings)
  const rules = new Map<string, number>()
  for (const { rule } of findings) rules.set(rule, (rules.get(rule) ?? 0) + 1)
  const named = [...rules]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`)
  const found = `finds ${counted(errors, 'error')} and ${counted(warnings, 'warning')}.`
  err.write(`\n${err.color.bold('Lint')} ${found} The baseline keeps them: lint speaks of new ones.\n`)
  for (const line of folded(named, 92)) err.write(`  ${line}\n`)
}

/** A table of names, which are not painted. */
const listed = (rows: readonly (readonly string[])[]): string => aligned(rows.map((row) => row.map(oneLine)))

/** A table, moved in. */
const aligned = (rows: readonly (readonly string[])[]): string => table(rows).replace(/^(?=.)/gm, '  ')

/** Words with commas, in lines of at most so many columns. */
function folded(words: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const [index, word] of words.entries()) {
    const piece = index === words.length - 1 ? word : `${word},`
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + piece.length > width) lines.push(piece)
    else lines[lines.length - 1] = `${last} ${piece}`
  }
  return lines
}

/** What is done, and what to type next. */
export function reportDone({ err }: Session, planned: InitPlan): void {
  const { bold, cyan, green } = err.color
  const { plan, services, known, findings, leftOut } = planned
  if (plan.operations.length === 0) {
    if (known > 0) err.write('Nothing to do: the catalog says it all.\n')
    else if (leftOut.length > 0) err.write('Nothing to do: msvc.yaml says what is left out.\n')
    return
  }
  if (services.length === 0 && known === 0) {
    err.write(`${green('✔')} msvc.yaml says what is left out. The catalog has no service yet.\n`)
    return
  }
  const what =
    services.length === 0 ? 'What was found' : services.length === 1 ? 'The service' : `${services.length} services`
  const place = services.length === 0 && leftOut.length > 0 ? 'in the catalog, or left out' : 'in the catalog'
  err.write(
    `${green('✔')} ${bold(what)} ${services.length > 1 ? 'are' : 'is'} ${place}.${kept(findings.length)} Next:\n\n`,
  )
  for (const line of ['msvc lint', 'msvc graph --format html=services.html']) err.write(`  ${cyan(line)}\n`)
  err.write('\n')
}

const kept = (count: number): string =>
  count === 0
    ? ''
    : ` ${count} ${count === 1 ? 'finding of today is' : 'findings of today are'} in the baseline: lint speaks of new ones.`

const noServices = `No service was found here: no Dockerfile, compose file, Kubernetes workload or package that starts a server.
To make one: msvc add-service <name>
`
const oneService = `That is one service: nothing can be coupled to another yet. If it is a monolith that is to be split: a part can come out
of it once it has a folder and a build of its own, is asked through an API or events alone, and keeps its data where nothing
else reads it. msvc add-service makes the room; lint then watches that the parts stay apart.
`
