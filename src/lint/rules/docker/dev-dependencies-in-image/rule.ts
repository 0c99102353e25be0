import { posix } from 'node:path'
import type { FactIndex } from '../../../../facts/fact-index.ts'
import type { Service } from '../../../../graph/graph.ts'
import type { Rule, RuleContext } from '../../../rule.ts'
import { imageOwners } from '../service-image.ts'

/** Installs that take in what only building and testing need, unless they are told not to. */
const full =
  /\b(?:npm (?:ci|i|install)(?! -g)|yarn install|pnpm (?:i|install)|composer install|poetry install|bundle install|uv sync)\b|\bpip3? install [^&|;]*(?:\brequirements[-_/.]*(?:dev|tests?)\w*\.txt|\[(?:dev|tests?)\])|\bpipenv install [^&|;]*--dev\b/
const without =
  /--omit[= ]dev|--production|--prod\b|--only[= ](?:prod|main)|--no-dev|--no-default-groups|--only-group|--without[= ]\S*(?:dev|test)|\bwithout ['"]?[\w :]*(?:dev|test)|BUNDLE_WITHOUT|--no-root --only|NODE_ENV=production|\bnpm (?:i|install)(?: -\S+)* (?:[@a-z]|\/\w)|-g\b|--global\b|npm prune|--workspaces? focus/

/** Starts that need what development needs: the finding would be that one, and no install mends it. */
const startsForDevelopment =
  /\b(?:start|serve|run)[:-](?:dev|debug|watch)\b|\b(?:npm|yarn|pnpm|bun)["',\s]+(?:(?:run|exec)["',\s]+)?(?:dev|watch)\b|\b(?:nodemon|ts-node-dev|tsx["',\s]+watch)\b/

/** Whose manifests tell what only development needs. */
const ecosystems = [
  [/^(?:npm|yarn|pnpm)/, 'npm'],
  [/^poetry/, 'python'],
  [/^composer/, 'composer'],
] as const

/** Whether the manifests of a service are known, and name nothing that only development needs. */
function hasNone(
  { facts, serviceOf }: RuleContext,
  service: Service,
  ecosystem: string | undefined,
  folder: string | undefined,
): boolean {
  const all = facts.of('package').filter((fact) => fact.ecosystem === ecosystem && serviceOf(fact.at.file) === service)
  // `cd server && npm install` goes by the manifest that lies there.
  const inFolder = all.filter(({ at }) => folder !== undefined && `/${posix.dirname(at.file)}`.endsWith(`/${folder}`))
  const manifests = inFolder.length > 0 ? inFolder : all
  return manifests.length > 0 && manifests.every(({ dependencies }) => dependencies.every(({ dev }) => !dev))
}

/** Stages of which the image takes the installed packages as they are: `COPY --from=build /app/node_modules ./node_modules`. */
function stagesOfModules(facts: FactIndex): ReadonlySet<string> {
  const stages = new Map<string, number>()
  const counted = new Map<string, number>()
  for (const { at, stage } of facts.of('base-image')) {
    const number = counted.get(at.file) ?? 0
    counted.set(at.file, number + 1)
    stages.set(`${at.file} ${number}`, number)
    if (stage !== undefined) stages.set(`${at.file} ${stage}`, number)
  }
  return new Set(
    facts.of('image-copy').flatMap(({ at, from, final, sources }) => {
      const taken =
        final && from !== undefined && sources.some((source) => /(?:^|\/)(?:node_modules|vendor)\/?$/.test(source))
      const number = taken ? stages.get(`${at.file} ${from}`) : undefined
      return number === undefined ? [] : [`${at.file} ${number}`]
    }),
  )
}

export const devDependenciesInImage: Rule = {
  id: 'dev-dependencies-in-image',
  group: 'docker',
  severity: 'warning',
  summary: 'An image brings along what only building and testing need.',
  why: 'The service starts slower, and each hole in a compiler or a test runner is a hole in production.',
  help: 'Install for production in the last stage (npm ci --omit=dev), and build in one before it.',
  *check(context) {
    const { facts } = context
    const ownerOf = imageOwners(context)
    const set = facts.of('env-set')
    const copiedFrom = stagesOfModules(facts)
    for (const { at, command, final, stage } of facts.of('image-run')) {
      const service = ownerOf(at.file)
      const isKept = final || copiedFrom.has(`${at.file} ${stage}`)
      if (!isKept || service === undefined || !full.test(command) || without.test(command)) continue
      const isProduction = set.some(
        ({ at: place, name, value }) =>
          place.file === at.file && place.line < at.line && name === 'NODE_ENV' && value === 'production',
      )
      // What is pruned later in the same image is gone, if not from its layers; so is what a later install leaves out.
      const isPruned = facts
        .of('image-run')
        .some(
          (run) =>
            run.at.file === at.file &&
            (/\bprune\b/.test(run.command) ||
              (run.stage === stage && run.at.line > at.line && full.test(run.command) && without.test(run.command))),
        )
      const isForDevelopers = facts
        .in(at.file)
        .some((fact) => fact.kind === 'image-start' && startsForDevelopment.test(fact.command))
      if (isProduction || isPruned || isForDevelopers) continue
      const installer = full.exec(command)?.[0] ?? ''
      const folder = /^cd (?:\.\/)?([\w./-]+?)\/? *&&/.exec(command)?.[1]
      if (hasNone(context, service, ecosystems.find(([tool]) => tool.test(installer))?.[1], folder)) continue
      yield {
        message: `The image of ${service.name} installs development dependencies: ${command.split(/\s*&&\s*/).find((part) => full.test(part)) ?? command}.`,
        at,
        services: [service.name],
      }
    }
  },
}
