import { connect, type Socket } from 'node:net'
import { socketOf } from './socket.ts'

/** A connection on which we say what we like, as slowly as we like. */
export interface Connection {
  send(text: string): void
  /** All that came back so far. */
  readonly received: string
  /** Undefined while it is open. */
  readonly closedAt: number | undefined
  /** Resolves with true when `test` holds for what was received, with false when it closed or the time is over before. */
  until(test: (received: string) => boolean, timeoutMs: number): Promise<boolean>
  /** Resolves when the other side closes it, with false when it did not in time. */
  closes(timeoutMs: number): Promise<boolean>
  end(): void
}

/** Opens a connection to a service. Rejects where it is refused. */
export function openConnection(base: string): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketOf(base))
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(wrap(socket))
    })
  })
}

function wrap(socket: Socket): Connection {
  let received = ''
  let closedAt: number | undefined
  const wake = new Set<() => void>()
  const changed = (): void => {
    for (const each of wake) each()
  }
  socket.setNoDelay(true)
  socket.setEncoding('latin1')
  socket.on('error', () => {})
  socket.on('data', (chunk: string) => {
    received += chunk
    changed()
  })
  const closed = (): void => {
    closedAt ??= performance.now()
    changed()
  }
  socket.once('close', closed)
  socket.once('end', closed)

  const wait = (test: () => boolean | undefined, timeoutMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), timeoutMs)
      const look = (): void => {
        const verdict = test()
        if (verdict !== undefined) finish(verdict)
      }
      const finish = (verdict: boolean): void => {
        clearTimeout(timer)
        wake.delete(look)
        resolve(verdict)
      }
      wake.add(look)
      look()
    })

  return {
    send(text) {
      if (closedAt === undefined && socket.writable) socket.write(text)
    },
    get received() {
      return received
    },
    get closedAt() {
      return closedAt
    },
    until: (test, timeoutMs) =>
      wait(() => (test(received) ? true : closedAt === undefined ? undefined : false), timeoutMs),
    closes: (timeoutMs) => wait(() => (closedAt === undefined ? undefined : true), timeoutMs),
    end() {
      socket.destroy()
    },
  }
}

/** The status of the last final answer in what a connection received; undefined before there is one. */
export function statusIn(received: string): number | undefined {
  const statuses = [...received.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, code]) => Number(code))
  return statuses.filter((status) => status >= 200).at(-1)
}
