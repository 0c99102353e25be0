/** Options that every command has. */
export interface CommonOptions {
  /** One JSON document on stdout. */
  readonly json?: boolean
  readonly cwd?: string
  readonly debug?: boolean
  /** False after `--no-color`. */
  readonly color?: boolean
}

/** Options of commands that write. */
export interface WriteOptions extends CommonOptions {
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly force?: boolean
}
