import { listenersOf, processTree, residentBytes } from '../../process/process-table.ts'
import { startProcess } from '../../process/start.ts'
import type { Launcher, Signal } from './launched.ts'

/** Wrappers that print what they run would stand between the lines of a service's log. */
const quietWrappers = { npm_config_loglevel: 'silent', npm_config_update_notifier: 'false', YARN_SILENT: '1' }

/**
 * Starts a shell line in a folder. What Kubernetes signals is the first process of a container, and a start command such as
 * `npm start` puts a shell and npm above it. So signals go to the topmost process that listens on the port, which is what
 * an image starts directly; until one listens, to the whole group.
 */
export function commandLauncher(command: string, cwd: string): Launcher {
  return ({ env, port }) => {
    const child = startProcess(command, { cwd, env: { ...quietWrappers, ...env } })
    const pids = (): number[] => processTree(child.pid).map((row) => row.pid)
    const main = (): number | undefined => {
      const listeners = listenersOf(pids())
      return (listeners.find((listener) => listener.port === port) ?? listeners[0])?.pid
    }
    return Object.assign(child, {
      port,
      listensOn: () => [...new Set(listenersOf(pids()).map((listener) => listener.port))],
      async ageMs() {
        const pid = main()
        return processTree(child.pid).find((row) => row.pid === pid)?.ageMs
      },
      async residentBytes() {
        const pid = main()
        return pid === undefined ? undefined : residentBytes(processTree(pid).map((row) => row.pid))
      },
      async signal(name: Signal) {
        try {
          process.kill(main() ?? -child.pid, name)
        } catch {
          // It has ended.
        }
      },
    })
  }
}
