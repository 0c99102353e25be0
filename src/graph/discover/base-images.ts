import { posix } from 'node:path'
import type { WorkloadFact } from '../../facts/fact.ts'
import type { FactIndex } from '../../facts/fact-index.ts'
import { imageName, imagePath } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { isOfKnownMaker } from '../../products/makers.ts'
import { imageBuilds } from './image-builds.ts'

/**
 * Finds the Dockerfiles of images that others of the repository are built upon: what such an image holds runs as a part of
 * them, and never by itself. They are known by the image's name in compose, or by their folder's where a registry stands
 * before it; an image of that folder's name that it is built upon itself is somebody else's.
 */
export function isBuiltUpon(facts: FactIndex, workloads: readonly WorkloadFact[]): (dockerfile: string) => boolean {
  const all = facts.of('base-image').filter(({ internal }) => !internal)
  const named = new Map(
    workloads.flatMap(({ build, containers: [container] }) =>
      build && container?.image
        ? [[build.dockerfile ?? posix.join(build.context, 'Dockerfile'), imagePath(container.image)] as const]
        : [],
    ),
  )
  const inScripts = new Map(imageBuilds(facts).map(({ dockerfile, image }) => [dockerfile, image] as const))
  return (dockerfile) => {
    const own = named.get(dockerfile)
    const called = inScripts.get(dockerfile)
    const folder = posix.basename(posix.dirname(dockerfile))
    const isIt = (image: string): boolean =>
      (called !== undefined && image.includes('/') && imageName(image).toLowerCase() === called) ||
      (own === undefined ? image.includes('/') && imageName(image) === folder : imagePath(image) === own)
    // `node/Dockerfile` on `node` is built on somebody else's of that name.
    const isNamesake = all.some(({ at, image }) => at.file === dockerfile && imageName(image) === folder)
    return !isNamesake && all.some(({ image }) => isIt(image))
  }
}

/**
 * Finds the Dockerfiles whose image is somebody else's program with something added: a database, cache, broker or the like that
 * it is built on, or one that it takes out of another image, where nothing but settings and scripts comes from here.
 */
export function madeOfOthers(facts: FactIndex): (dockerfile: string) => boolean {
  const key = (file: string, stage: string | number): string => `${file}\0${String(stage).toLowerCase()}`
  const made = new Map<string, boolean>()
  /** Stages to take a program of somebody else's from, by their names and numbers. */
  const programs = new Set<string>()
  const stages = new Map<string, number>()
  for (const { at, final, stage, internal, image } of facts.of('base-image')) {
    const isOthers = internal ? made.get(key(at.file, image)) === true : isInfrastructureImage(image)
    const number = stages.get(at.file) ?? 0
    const names = [number, ...(stage === undefined ? [] : [stage])].map((name) => key(at.file, name))
    stages.set(at.file, number + 1)
    if (stage !== undefined) made.set(key(at.file, stage), isOthers)
    if (isOthers || isPublished(image)) for (const name of names) programs.add(name)
    if (final) made.set(at.file, isOthers)
  }
  const taken = new Set<string>()
  const holdsMore = new Set<string>()
  for (const { at, from, final, sources } of facts.of('image-copy')) {
    if (from === undefined) {
      if (!sources.every((source) => besideProgram.test(source))) holdsMore.add(at.file)
    } else if (final) {
      const isTheirs = programs.has(key(at.file, from)) || isInfrastructureImage(from) || isPublished(from)
      ;(isTheirs ? taken : holdsMore).add(at.file)
    }
  }
  return (dockerfile) => made.get(dockerfile) === true || (taken.has(dockerfile) && !holdsMore.has(dockerfile))
}

/** Of a known maker, or of one who publishes little else than a program and is called so: `rclone/rclone`. */
const isPublished = (image: string): boolean => {
  const [maker, name] = imagePath(image).split('/').slice(-2)
  return (name !== undefined && maker === name) || isOfKnownMaker(image)
}

/** What lies beside somebody else's program and is none: settings, certificates, licenses, scripts that start it. */
const besideProgram =
  /\.(?:ya?ml|json|toml|conf|cnf|cfg|ini|properties|xml|env|txt|md|pem|crt|key|tmpl|tpl|template|sh)$|(?:^|\/)(?:LICEN[CS]ES?|NOTICES?|conf(?:ig)?s?|conf\.d|etc|certs?|ssl|provisioning|dashboards)\/?$/i

/** A command that ends at once, `/bin/true`, `cp -r . /config`: the container is there for the volume that its files lie in. */
const endsAtOnce = /^\W*(?:(?:(?:usr\/)?bin\/)?true\W*|(?:(?:bin\/)?(?:ba)?sh\W+-c\W+)?cp\s[^;&|]*)$/

/**
 * Whether an image holds nothing but files for others: to copy, from nothing, without a start, and run by no compose file, so that no
 * container can come of it; or to mount, with a start that ends at once.
 */
export function startsNothing(facts: FactIndex, workloads: readonly WorkloadFact[]): (dockerfile: string) => boolean {
  const run = new Set(
    workloads.flatMap(({ build }) =>
      build ? [posix.normalize(build.dockerfile ?? `${build.context}/Dockerfile`)] : [],
    ),
  )
  const starts = facts.of('image-start')
  const started = new Set(starts.map(({ at }) => at.file))
  const lasting = new Set(starts.flatMap(({ at, command }) => (endsAtOnce.test(command) ? [] : [at.file])))
  const empty = new Set(
    facts.of('base-image').flatMap(({ at, image, final }) => (final && image === 'scratch' ? [at.file] : [])),
  )
  const filled = new Set(facts.of('image-copy').map(({ at }) => at.file))
  return (dockerfile) =>
    started.has(dockerfile)
      ? !lasting.has(dockerfile)
      : empty.has(dockerfile) && filled.has(dockerfile) && !run.has(dockerfile)
}

/** What a command runs that only tries others out, or makes something of what it is given: `./build.sh`. */
const runner =
  /(?:^|[\s"'[,/])(?:(?:build|generate|publish)(?:[-_][\w-]+)?\.sh|build[-_](?:packages?|rpms?|debs?|wheels?)|pytest|py\.test|tox|nox|vitest|jest|mocha|cypress|playwright|newman|robot|behave|cucumber(?:-js)?|phpunit|rspec|k6|locust|makensis|rpmbuild|dpkg-buildpackage|(?:npm|yarn|pnpm)["',\s]+(?:run["',\s]+)?test|(?:go|dotnet|cargo|mvn|gradle)["',\s]+test)(?=$|["'\s,\]:])/

/** What changes the tables of a database, and what starts it. */
const migrator =
  /^(?:prisma|typeorm|knex|sequelize(?:-cli)?|drizzle-kit|sqlx|diesel|sea-orm-cli|flyway|liquibase|dbmate|goose|atlas|alembic|rails|rake|manage\.py)$/
const launchers: ReadonlySet<string> = new Set([
  'npx',
  'bunx',
  'pnpm',
  'yarn',
  'bundle',
  'exec',
  'python',
  'python3',
  '-m',
  'uv',
  'poetry',
  'run',
])

/** Whether all that a command does is done once, to tables: `prisma migrate deploy`; a shell may start a server behind it. */
function isMigration(command: string): boolean {
  if (/&&|;|\|\|/.test(command)) return false
  const [tool = '', ...more] = (command.match(/[\w./:-]+/g) ?? []).filter((word) => !launchers.has(word))
  return (
    migrator.test(posix.basename(tool)) &&
    more.some((word) => /^(?:db:)?(?:migrat\w*(?::\w+)?|push|up|upgrade)$/.test(word))
  )
}

/** Whether an image starts nothing but tests, a build or a migration, or puts load on others. */
export function startsTests(facts: FactIndex): (dockerfile: string) => boolean {
  // Of several commands the last one is run, and of entry points too.
  const last = new Map(
    facts.of('image-start').map(({ at, instruction, command }) => [`${at.file}\0${instruction}`, { at, command }]),
  )
  const tries = new Set(
    [...last.values()].flatMap(({ at, command }) => (runner.test(command) || isMigration(command) ? [at.file] : [])),
  )
  return (dockerfile) => tries.has(dockerfile)
}
