import { processTree, residentBytes, userOf } from '../../process/process-table.ts'
import { run } from '../../process/run.ts'
import { startProcess } from '../../process/start.ts'
import type { ImageTarget } from '../target.ts'
import type { Launcher, Signal } from './launched.ts'

let count = 0

/**
 * Starts containers of an image as Kubernetes would under the restricted profile: nothing to write to but `/tmp`, no
 * capability.
 */
export function imageLauncher({ image, tool, network, cwd }: ImageTarget): Launcher {
  return ({ env, port }) => {
    count += 1
    const name = `msvc-verify-${process.pid}-${count}`
    const isApart = network === 'published'
    const settings = Object.entries(env).flatMap(([key, value]) =>
      value === undefined || (key === 'HOST' && isApart)
        ? []
        : ['--env', `${key}=${isApart ? reachable(value) : value}`],
    )
    const networks = {
      host: ['--network', 'host'],
      published: ['--publish', `127.0.0.1:${port}:${port}`],
      'as-it-is': [],
    }
    const restricted = ['--read-only', '--cap-drop', 'ALL', '--tmpfs', '/tmp']
    const child = startProcess(
      [tool, 'run', '--rm', '--name', name, ...restricted, ...networks[network], ...settings, image],
      {
        cwd,
        env: {},
        undo: [tool, 'rm', '--force', '--volumes', name],
      },
    )
    const inspect = async (format: string): Promise<string> =>
      (await run([tool, 'inspect', '--format', format, name], { cwd })).stdout.trim()
    const mainPid = async (): Promise<number> => Number(await inspect('{{.State.Pid}}')) || 0
    return Object.assign(child, {
      port,
      listensOn: () => [port],
      async ageMs() {
        return processTree(await mainPid())[0]?.ageMs
      },
      async residentBytes() {
        const tree = processTree(await mainPid())
        return tree.length === 0 ? undefined : residentBytes(tree.map((row) => row.pid))
      },
      async container() {
        const uid = userOf(await mainPid())
        return { user: await inspect('{{.Config.User}}'), ...(uid === undefined ? {} : { uid }) }
      },
      async signal(signal: Signal) {
        await run([tool, 'kill', '--signal', signal, name], { cwd })
      },
    })
  }
}

/** An address of this machine, as a container in a virtual machine on it sees it. */
const reachable = (value: string): string => value.replace('//127.0.0.1:', '//host.docker.internal:')
