import type { InitPlan } from '../../init/plan-init.ts'
import type { Session } from '../session.ts'

/** What was found, as a table on stderr; and what is in doubt. */
export function showFound({ err }: Session, { services, doubtful, known }: InitPlan): void {
  const { bold, dim, yellow } = err.color
  if (services.length === 0) {
    err.write(known > 0 ? 'Every service that is found is in the catalog already.\n' : noServices)
    return
  }
  const widths = (['name', 'path', 'owner'] as const).map((field) =>
    Math.max(...services.map((service) => service[field].length)),
  )
  err.write(
    `${bold(`${services.length} ${services.length === 1 ? 'service' : 'services'} found`)}${known > 0 ? `, ${known} known already` : ''}\n\n`,
  )
  for (const service of services) {
    const { name, path, owner, language = '' } = service
    const [nameWidth = 0, pathWidth = 0, ownerWidth = 0] = widths
    const columns = [name.padEnd(nameWidth), path.padEnd(pathWidth), owner.padEnd(ownerWidth), language.padEnd(10)]
    err.write(`  ${columns.join('  ')}  ${dim(usesOf(service))}`.trimEnd())
    err.write('\n')
  }
  if (doubtful.length > 0) {
    err.write(`\n${yellow('To look at:')} these hang on one weak piece of evidence, and are not written.\n`)
    for (const { from, to, file, line, why } of doubtful) err.write(`  ${from} → ${to}  ${file}:${line}  ${why}\n`)
  }
  if (services.length === 1 && known === 0) err.write(`\n${oneService}`)
  err.write('\n')
}

/** Whom a service calls, whose events it takes, and what it stores in. */
function usesOf({ calls, hears, stores }: InitPlan['services'][number]): string {
  const uses = [
    ['calls', calls.filter((other) => !hears.includes(other))],
    ['takes events of', hears],
    ['uses', stores],
  ] as const
  return uses.flatMap(([verb, names]) => (names.length > 0 ? [`${verb} ${names.join(', ')}`] : [])).join('; ')
}

/** What to type next. */
export function reportDone({ err }: Session, { plan, services, known, baselined }: InitPlan): void {
  if (plan.operations.length === 0) {
    if (known > 0) err.write('Nothing to do: the catalog says it all.\n')
    return
  }
  const { bold, cyan, green } = err.color
  err.write(
    `${green('✔')} ${bold(services.length === 1 ? 'The service' : `${services.length} services`)} ${services.length === 1 ? 'is' : 'are'} in the catalog.${kept(baselined)} Next:\n\n`,
  )
  for (const line of ['msvc lint', 'msvc graph --format html > services.html']) err.write(`  ${cyan(line)}\n`)
  err.write('\n')
}

const kept = (count: number): string =>
  count === 0
    ? ''
    : ` ${count} ${count === 1 ? 'finding' : 'findings'} of today are in the baseline: lint speaks of new ones.`

const noServices = `No service was found here: no Dockerfile, compose file, Kubernetes workload or package that starts a server.
To make one: msvc add-service <name>
`
const oneService = `That is one service: nothing can be coupled to another yet. If it is a monolith that is to be split, add the parts with
msvc add-service as they come out of it; lint then watches that they stay apart.
`
