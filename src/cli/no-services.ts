import type { Screen } from './terminal/screen.ts'

/** Says that nothing was found: what is clean because nobody looked at anything should not pass for clean. */
export function noteNoServices(err: Screen): void {
  err.write(
    `${err.color.yellow('note:')} no service was found here: no Dockerfile, compose file, Kubernetes workload or package that starts a server.\n`,
  )
}
