import { basename } from 'node:path'
import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import type { WorkspaceAnswers } from '../../scaffold/answers.ts'
import { checkOwner } from '../../scaffold/check-answers.ts'
import type { PackSource } from '../../scaffold/pack.ts'
import { checkServiceName } from '../../workspace/service-name.ts'
import { askChoice, askText, type Choice } from '../prompts.ts'
import type { Session } from '../session.ts'
import { askStack, defaultStack } from '../stacks.ts'
import type { CreateOptions } from './options.ts'
import { parseServiceFlag, type ServiceFlag } from './service-flag.ts'

type Provider = WorkspaceAnswers['ci']

const providers: readonly Choice<Provider>[] = [
  { value: 'github', name: 'GitHub Actions' },
  { value: 'gitlab', name: 'GitLab CI' },
  { value: 'none', name: 'None' },
]

/** The folder to create in, where the command line names none. */
export async function askDirectory(session: Session, options: CreateOptions): Promise<string> {
  if (options.name !== undefined) return options.name
  if (session.interactive) return askText({ message: 'Name of the workspace', default: 'shop', check: checkName })
  throw new UserError({
    code: 'directory-missing',
    message: 'Nothing says where to create the workspace.',
    hint: 'Give its folder: create-microservice <directory>',
  })
}

/** Every question that no flag has answered: asked where somebody is there, else its default. */
export async function askAnswers(
  session: Session,
  folder: string,
  options: CreateOptions,
  packs: PackSource,
  /** The owner that an example comes with. */
  exampleOwner?: string,
): Promise<WorkspaceAnswers> {
  const ask = session.interactive
  const name = options.name ?? (await nameFor(folder, ask))
  const flags = options.service?.map(parseServiceFlag)
  const services = flags ?? (ask && options.example === undefined ? await askServices(packs) : [])
  const preset = exampleOwner ?? `team-${name}`
  const askOwner = () => askText({ message: 'Owner', default: preset, check: checkOwner })
  const owner = options.owner ?? (ask ? await askOwner() : preset)
  const ci = options.ci === undefined ? undefined : providerNamed(options.ci)
  const askProvider = () => askChoice('CI', providers)
  return {
    name,
    owner,
    ci: ci ?? (ask ? await askProvider() : 'github'),
    services: services.map((service) => ({
      name: service.name,
      stack: service.stack ?? defaultStack(packs),
      owner,
      dependsOn: [],
    })),
  }
}

/** The folder's name, if a workspace can be called that. */
async function nameFor(folder: string, ask: boolean): Promise<string> {
  const name = basename(folder)
  return checkName(name) && ask ? askText({ message: 'Name of the workspace', check: checkName }) : name
}

async function askServices(packs: PackSource): Promise<ServiceFlag[]> {
  const services: ServiceFlag[] = []
  for (;;) {
    const taken = services.map((service) => service.name)
    const message = taken.length === 0 ? 'First service (empty for none)' : 'Another service (empty to go on)'
    const name = await askText({
      message,
      check: (answer) => (answer === '' ? undefined : checkServiceName(answer, taken)),
    })
    if (name === '') return services
    services.push({ name, stack: await askStack(packs) })
  }
}

const checkName = (name: string) => checkServiceName(name, [], 'workspace')

function providerNamed(text: string): Provider {
  const found = providers.find(({ value }) => value === text)
  if (found) return found.value
  const hint = didYouMean(
    text,
    providers.map(({ value }) => value),
  )
  throw new UserError({ code: 'unknown-ci', message: `There is no CI provider "${text}".`, hint })
}
