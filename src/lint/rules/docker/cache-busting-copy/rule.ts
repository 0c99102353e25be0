import type { ImageCopyFact, ImageRunFact } from '../../../../facts/fact.ts'
import type { Rule } from '../../../rule.ts'
import { imageOwners } from '../service-image.ts'

/** Commands that fetch dependencies, and go by a manifest alone. */
const installs =
  /\b(?:npm (?:ci|(?:i|install)(?! (?:-g|--global|[@\w])))|yarn(?: install| +-|(?= *(?:$|[&|;])))|pnpm (?:i|install)|pip3? install (?:\S+ )*(?:-r|--requirement)|poetry install|uv sync|bundle install|composer install|go mod download|mvn \S*.*dependency:|cargo fetch|dotnet restore)\b/

/** Puts all that a lock file names where the later install finds it. */
const fetches = /\bpnpm fetch\b/

const takesInstalled = ({ from, sources }: ImageCopyFact): boolean =>
  from !== undefined &&
  sources.some((source) => /(?:^|\/)(?:node_modules|\.venv|site-packages|vendor)\/?$/.test(source))

export const cacheBustingCopy: Rule = {
  id: 'cache-busting-copy',
  group: 'docker',
  severity: 'warning',
  summary: 'An image fetches its dependencies anew whenever any file changes.',
  why: 'Each build of the service waits for its registry, and fails with it, for a change of one line.',
  help: 'Copy the manifest and the lock file first, install, and copy the rest of the code after that.',
  *check(context) {
    const { facts } = context
    const ownerOf = imageOwners(context)
    const installing = facts
      .of('image-run')
      .filter(({ command, mountsCache }) => installs.test(command) && !mountsCache)
    const fetching = facts.of('image-run').filter(({ command }) => fetches.test(command))
    for (const { at, sources, from, stage } of facts.of('image-copy')) {
      const isWhole = from === undefined && sources.some((source) => /^\.?\/?$/.test(source))
      const isBehind = (run: ImageRunFact): boolean =>
        run.at.file === at.file && run.stage === stage && run.at.line > at.line
      const inStage = (run: ImageRunFact): boolean => run.at.file === at.file && run.stage === stage
      const service = ownerOf(at.file)
      const install = installing.find(isBehind)
      // Where an install stands before the copy too, the later one finds all in place.
      // So does one that has them from a stage which installed them.
      const isDone =
        [...installing, ...fetching].some((run) => inStage(run) && run.at.line < at.line) ||
        facts.in(at.file).some((fact) => fact.kind === 'image-copy' && fact.stage === stage && takesInstalled(fact))
      if (!isWhole || install === undefined || isDone || service === undefined) continue
      yield {
        message: `The image of ${service.name} copies everything before it installs dependencies.`,
        at,
        services: [service.name],
        related: [{ ...install.at, message: 'runs anew on every change' }],
      }
    }
  },
}
