import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** A real terminal of 100 × 50 in tmux, in which one command runs; ended with the test. */
export interface Terminal {
  /** Types text as it stands. */
  type(text: string): void
  /** Presses keys by tmux's names: `Enter`, `C-c`, `Down`. */
  press(...keys: string[]): void
  /** The screen as text, once it shows `wanted`. Throws with the screen when it does not within 20 s. */
  waitFor(wanted: string | RegExp): Promise<string>
  /** The command's exit code, once it has ended. */
  exitCode(): Promise<number>
}

export function openTerminal(cwd: string, command: readonly string[]): Terminal {
  const socket = `msvc-${randomUUID()}`
  const tmux = (...args: string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' })
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  tmux('new-session', '-d', '-x', '100', '-y', '50', '-c', cwd, `${quoted}; echo "[exit $?]"; exec sleep 600`)
  onTestFinished(() => void tmux('kill-server'))

  const screen = (): string => tmux('capture-pane', '-p').trimEnd()
  const waitFor = async (wanted: string | RegExp): Promise<string> => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await setTimeout(50)) {
      const shown = screen()
      if (typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown)) return shown
    }
    throw new Error(`The terminal does not show ${wanted}:\n${screen()}`)
  }
  return {
    type: (text) => void tmux('send-keys', '-l', text),
    press: (...keys) => void tmux('send-keys', ...keys),
    waitFor,
    exitCode: async () => Number(/\[exit (\d+)\]/.exec(await waitFor(/\[exit \d+\]/))?.[1]),
  }
}
