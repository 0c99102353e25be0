import type { Target } from '../target.ts'
import { commandLauncher } from './command.ts'
import { imageLauncher } from './image.ts'
import type { Launcher } from './launched.ts'

/** What starts a target; undefined for one that runs already. */
export function launcherOf(target: Target): Launcher | undefined {
  switch (target.kind) {
    case 'command':
      return commandLauncher(target.command, target.cwd)
    case 'image':
      return imageLauncher(target)
    case 'url':
      return undefined
  }
}
