import { didYouMean } from '../errors/did-you-mean.ts'
import type { Problem } from '../errors/problem.ts'
import { checkNewPath, checkPath } from '../plan/check-path.ts'
import type { WorkspaceConfig } from '../workspace/config.ts'
import { checkServiceName } from '../workspace/service-name.ts'
import type { ServiceAnswers } from './answers.ts'
import type { Neighbour } from './neighbours.ts'

/** Backstage: `[kind:][namespace/]name`, of a Group or a User. */
const ownerForm =
  /^(?:(?:[Gg]roup|[Uu]ser):)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/

/** The owner of a workspace or service, as Backstage would take it. */
export function checkOwner(owner: string): Problem | undefined {
  if (ownerForm.test(owner)) return undefined
  return {
    code: owner === '' ? 'owner-missing' : 'owner-invalid',
    message: owner === '' ? 'A service needs an owner.' : `"${owner}" is no owner that a catalog can hold.`,
    hint: 'Give a team such as --owner team-shop, or a reference such as group:default/team-shop or user:jane.',
  }
}

/** Everything wrong with the answers for one new service beside its neighbours, all at once. */
export function checkAnswers(
  answers: ServiceAnswers,
  neighbours: readonly Neighbour[],
  stacks: readonly string[],
  config: WorkspaceConfig,
): Problem[] {
  const others = neighbours.filter((neighbour) => neighbour.name !== answers.name)
  const problems = [
    checkServiceName(
      answers.name,
      neighbours.map((neighbour) => neighbour.name),
    ),
    checkOwner(answers.owner),
    stacks.includes(answers.stack)
      ? undefined
      : {
          code: 'unknown-stack',
          message: `There is no stack "${answers.stack}".`,
          hint: didYouMean(answers.stack, stacks),
        },
    answers.port === undefined ? undefined : checkGivenPort(answers.port, others, config),
    answers.folder === undefined ? undefined : checkFolder(answers.folder, others, config),
    ...answers.dependsOn.map((name) => checkDependency(name, answers.name, others)),
  ]
  return problems.filter((problem) => problem !== undefined)
}

/** Said once for the folder, before every file in it says the same. */
function checkFolder(folder: string, others: readonly Neighbour[], config: WorkspaceConfig): Problem | undefined {
  const hint = 'Give --dir a folder below the root, such as services/checkout.'
  if (folder.startsWith('/') || folder.split('/').includes('..')) {
    return { code: 'folder-outside', message: `The folder ${folder} is not inside the repository.`, hint }
  }
  if (folder === '.' || folder === config.servicesFolder) {
    const what = folder === '.' ? 'The root of the repository' : `${folder}, where services lie,`
    return { code: 'folder-taken', message: `${what} cannot be a service itself.`, hint }
  }
  const holder = others.find(({ path }) => path !== '.' && `${folder}/`.startsWith(`${path}/`))
  if (holder)
    return { code: 'folder-taken', message: `The folder ${folder} belongs to the service ${holder.name}.`, hint }
  return checkPath(folder) ?? checkNewPath(folder)
}

function checkGivenPort(port: number, others: readonly Neighbour[], config: WorkspaceConfig): Problem | undefined {
  const hint = `Leave --port out to get the next free one from ${config.ports.from} to ${config.ports.to}.`
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return { code: 'port-invalid', message: `${port} is no port: it must be from 1 to 65535.`, hint }
  }
  const holder = others.find((other) => other.port === port)
  if (holder === undefined) return undefined
  return { code: 'port-taken', message: `Port ${port} belongs to the service ${holder.name}.`, hint }
}

function checkDependency(name: string, self: string, others: readonly Neighbour[]): Problem | undefined {
  if (name === self) {
    return {
      code: 'depends-on-itself',
      message: `${self} cannot depend on itself.`,
      hint: 'Take it out of --depends-on.',
    }
  }
  if (others.some((other) => other.name === name)) return undefined
  return {
    code: 'unknown-dependency',
    message: `${self} is to depend on "${name}", and the catalog has no such service.`,
    hint: didYouMean(
      name,
      others.map((other) => other.name),
    ),
  }
}
