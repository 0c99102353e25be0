import { didYouMean } from '../../errors/did-you-mean.ts'
import { UserError } from '../../errors/user-error.ts'
import { type Preset, presets } from '../../workspace/lint-config.ts'
import type { CommonOptions } from '../options.ts'

/** What `msvc lint` can be asked for. */
export interface LintCommandOptions extends CommonOptions {
  readonly format?: readonly string[]
  readonly rule?: readonly string[]
  readonly preset?: string
  readonly metrics?: boolean
  readonly passedOver?: boolean
  readonly since?: string
  readonly staged?: boolean
  readonly updateBaseline?: boolean
  readonly allowGrowth?: boolean
  readonly prune?: boolean
  /** False after `--no-baseline`. */
  readonly baseline: boolean
  readonly fix?: boolean
  readonly yes?: boolean
  readonly dryRun?: boolean
  /** False after `--no-cache`. */
  readonly cache: boolean
}

/** The preset that is asked for. Throws UserError for one that there is not. */
export function presetOf({ preset }: LintCommandOptions): Preset | undefined {
  const known = presets.find((name) => name === preset)
  if (preset === undefined || known) return known
  throw new UserError({
    code: 'unknown-preset',
    message: `lint has no preset "${preset}".`,
    hint: didYouMean(preset, presets),
  })
}

/** Throws UserError for options that contradict each other. */
export function checkOptions(options: LintCommandOptions): void {
  if (options.since !== undefined && options.staged)
    throw wrong('--since and --staged name two changes.', 'Leave one of them out.')
  const writes = options.updateBaseline ? '--update-baseline' : options.prune ? '--prune' : undefined
  if (options.fix && writes) throw wrong(`--fix and ${writes} write different things.`, 'Run one after the other.')
  if (options.fix && options.staged)
    throw wrong('--fix changes files on disk, and --staged looks at the index.', 'Give --since HEAD in its place.')
  if (writes === undefined) {
    if (options.allowGrowth) throw wrong('--allow-growth does nothing by itself.', 'It belongs to --update-baseline.')
    const idle = options.fix ? undefined : options.dryRun ? '--dry-run' : options.yes ? '--yes' : undefined
    if (idle) throw wrong(`${idle} does nothing by itself.`, 'It belongs to --fix or --update-baseline.')
    return
  }
  const part = options.rule
    ? '--rule'
    : options.since !== undefined
      ? '--since'
      : options.staged
        ? '--staged'
        : undefined
  if (part) {
    throw wrong(`${writes} needs to see every finding, and ${part} looks at some.`, `Leave ${part} out.`)
  }
  if (!options.baseline) throw wrong(`${writes} and --no-baseline contradict each other.`, 'Leave one of them out.')
}

const wrong = (message: string, hint: string): UserError => new UserError({ code: 'usage', message, hint })
