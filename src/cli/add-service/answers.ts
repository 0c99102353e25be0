import { relative, resolve, sep } from 'node:path'
import { readCatalog } from '../../catalog/read.ts'
import { declaredServices } from '../../catalog/services.ts'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import type { Repository } from '../../repository/repository.ts'
import type { ServiceAnswers } from '../../scaffold/answers.ts'
import { checkOwner } from '../../scaffold/check-answers.ts'
import type { PackSource } from '../../scaffold/pack.ts'
import { readConfig } from '../../workspace/read-config.ts'
import { checkServiceName } from '../../workspace/service-name.ts'
import { askText } from '../prompts.ts'
import type { Session } from '../session.ts'
import { askStack, stackOfNeighbours } from '../stacks.ts'
import type { AddServiceOptions } from './options.ts'

/** The answers for one new service: from flags, then from whoever is there to be asked, then defaults. */
export async function collectAnswers(
  session: Session,
  repository: Repository,
  packs: PackSource,
  options: AddServiceOptions,
  name: string | undefined,
): Promise<ServiceAnswers> {
  const ask = session.interactive
  // Reading YAML is a large part of a run: not for an answer that is given.
  const likelyStack = options.stack ?? stackOfNeighbours(repository, packs)
  const presetOwner = options.owner === undefined ? ownerIn(repository) : undefined
  if (!ask) {
    throwIfMissing([
      name === undefined && missing('name', 'A new service needs a name.', 'msvc add-service <name>'),
      likelyStack === undefined &&
        missing('stack', 'A new service needs a stack.', `--stack, one of: ${packs.stackNames().join(', ')}`),
      (options.owner ?? presetOwner) === undefined &&
        missing(
          'owner',
          'A new service needs an owner.',
          '--owner, such as --owner team-shop, or "owner" in msvc.yaml',
        ),
    ])
  }
  return {
    name: name ?? (await askName(repository)),
    stack: options.stack ?? (ask ? await askStack(packs, likelyStack) : (likelyStack ?? '')),
    owner: options.owner ?? (ask ? await askOwner(presetOwner) : (presetOwner ?? '')),
    dependsOn: namesIn(options.dependsOn ?? ''),
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.port === undefined ? {} : { port: portIn(options.port) }),
    ...(options.dir === undefined ? {} : { folder: folderBelow(repository.root, resolve(session.cwd, options.dir)) }),
  }
}

/** Names with commas between them, each once. */
export function namesIn(list: string): string[] {
  const names = list.split(',').map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

function portIn(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  const hint = 'Give a number, or leave --port out to get the next free one.'
  throw new UserError({ code: 'port-invalid', message: `"${text}" is no port.`, hint })
}

/** A folder as plans name it: from the root, with `/`. */
const folderBelow = (root: string, folder: string): string => relative(root, folder).split(sep).join('/') || '.'

/** The owner whom `msvc.yaml` names; what cannot be read there is told, rather than that it names none. */
function ownerIn(repository: Repository): string | undefined {
  const { config, problems } = readConfig(repository)
  if (problems.length > 0) throw new UserError(problems)
  return config.owner
}

function askName(repository: Repository): Promise<string> {
  const taken = declaredServices(readCatalog(repository, readConfig(repository).config.catalog.file)).map(
    (service) => service.name,
  )
  return askText({ message: 'Name of the service', check: (answer) => checkServiceName(answer, taken) })
}

function askOwner(preset: string | undefined): Promise<string> {
  const question = { message: 'Owner', check: checkOwner }
  return askText(preset === undefined ? question : { ...question, default: preset })
}

const missing = (what: string, message: string, give: string): Problem => ({
  code: `${what}-missing`,
  message,
  hint: `Give it: ${give}`,
})

function throwIfMissing(problems: readonly (Problem | false)[]): void {
  const found = problems.filter((problem) => problem !== false)
  if (found.length > 0) throw new UserError(found)
}
