import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { declaredServices } from '../../catalog/services.ts'
import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { placeOf, type Service } from '../../graph/graph.ts'
import { survey } from '../../graph/survey.ts'
import type { Repository } from '../../repository/repository.ts'
import { lockFileName, parseLock } from '../../scaffold/lock-file.ts'
import type { StackManifest } from '../../scaffold/pack.ts'
import { caseStyles } from '../../scaffold/words.ts'
import type { Subject, Target } from '../../verify/target.ts'
import type { VerifySettings } from '../../workspace/verify-section.ts'
import { openPacks } from '../packs.ts'
import type { Session } from '../session.ts'
import { findEngine } from './find-engine.ts'
import { pairsOf, type VerifyOptions } from './options.ts'

/** A service to verify, and what has to be run before it can be started. */
export interface FoundSubject {
  readonly subject: Subject
  /** Shell lines for its folder; none where we do not know. */
  readonly build: readonly string[]
  /** Folder of the service, absolute. */
  readonly folder: string
  /** How it is run, for reports. */
  readonly shown: string
}

/**
 * Finds out how a service is run: what the options say counts first, then `msvc.yaml`, then the stack that its lock names.
 * Throws UserError where nothing tells.
 */
export async function findSubject(
  session: Session,
  repository: Repository,
  name: string | undefined,
  options: VerifyOptions,
): Promise<FoundSubject> {
  const { catalog, config, graph } = await survey(repository)
  const service = name === undefined ? undefined : findService(graph.services, name, options)
  const settings = config.verify[service?.name ?? name ?? '']
  const folder = service ? join(repository.root, folderOf(repository, service)) : session.cwd
  const manifest = service ? await manifestOf(repository, service) : undefined
  // What is typed here runs here; what is written down runs where the service lies.
  const cwd = options.command === undefined ? folder : session.cwd
  const target = await targetOf(options, settings, manifest, cwd, service?.name ?? name)
  const openapi = textOfApi(session, folder, options, settings)
  const language = options.language ?? settings?.language ?? manifest?.language ?? service?.language
  const isDeclared = declaredServices(catalog).some((each) => each.name === service?.name)
  const used = new Set(graph.edges.filter(({ from }) => isDeclared && from === service?.name).map(({ to }) => to))
  const dependencies = graph.services
    .filter(({ name: other }) => used.has(other) && other !== service?.name)
    .map((dependency) => {
      const { name: other } = dependency
      const document = readIfThere(join(repository.root, folderOf(repository, dependency), 'openapi.yaml'))
      const setting = `${caseStyles.constant(other)}_URL`
      return { name: other, setting, ...(document === undefined ? {} : { openapi: document }) }
    })
  return {
    subject: {
      name: service?.name ?? name ?? '',
      target,
      env: { ...settings?.env, ...pairsOf(options.env) },
      dependencies,
      ...(language === undefined ? {} : { language }),
      ...(openapi === undefined ? {} : { openapi }),
    },
    build: manifest && target.kind === 'command' ? [manifest.commands.install, manifest.commands.build] : [],
    folder,
    shown: target.kind === 'command' ? target.command : target.kind === 'image' ? `image ${target.image}` : target.url,
  }
}

/** The folder that it is started in: of a role that of its program, of a script or a manifest the one that holds it. */
function folderOf(repository: Repository, { path }: Service): string {
  const place = placeOf(path)
  return repository.kind(place) === 'file' ? dirname(place) : place
}

/** A service by its name. Whoever says how it is run may verify one that nobody knows. */
function findService(services: readonly Service[], name: string, options: VerifyOptions): Service | undefined {
  const found = services.find((service) => service.name === name)
  const isTold = options.command !== undefined || options.image !== undefined || options.url !== undefined
  if (found || isTold) return found
  const hint = didYouMean(
    name,
    services.map((service) => service.name),
  )
  throw new UserError({ code: 'unknown-service', message: `There is no service "${name}".`, hint })
}

async function manifestOf(repository: Repository, service: Service): Promise<StackManifest | undefined> {
  const lock = parseLock(repository.read(join(service.path, lockFileName)) ?? '')
  const packs = openPacks()
  const stack = lock?.template ?? service.stack
  return stack !== undefined && packs.stackNames().includes(stack) ? (await packs.stack(stack)).manifest : undefined
}

async function targetOf(
  { command, image, url }: VerifyOptions,
  settings: VerifySettings | undefined,
  manifest: StackManifest | undefined,
  cwd: string,
  name: string | undefined,
): Promise<Target> {
  if (url !== undefined) return { kind: 'url', url }
  if (image !== undefined) return findEngine(image, cwd)
  const line = command ?? settings?.command ?? manifest?.commands.start
  if (line !== undefined) return { kind: 'command', command: line, cwd }
  if (name === undefined) {
    const hint = 'Name a service, or say how to run one: --command, --image or --url.'
    throw new UserError({ code: 'usage', message: 'Nothing says what to verify.', hint })
  }
  throw new UserError({
    code: 'no-start-command',
    message: `Nothing says how to start ${name}: no stack of ours made it.`,
    hint: `Give --command, --image or --url, or write the command under verify.${name}.command in msvc.yaml.`,
  })
}

/** Its OpenAPI document: the file that is named, or else the usual one if it is there. */
function textOfApi(
  session: Session,
  folder: string,
  { openapi, url }: VerifyOptions,
  settings: VerifySettings | undefined,
): string | undefined {
  const named =
    openapi === undefined ? settings?.openapi && join(folder, settings.openapi) : resolve(session.cwd, openapi)
  if (named !== undefined && named !== '') {
    const text = readIfThere(named)
    if (text !== undefined) return text
    throw new UserError({
      code: 'no-such-file',
      message: `There is no file ${named}.`,
      hint: 'Name its OpenAPI document.',
    })
  }
  return url === undefined ? readIfThere(join(folder, 'openapi.yaml')) : undefined
}

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
