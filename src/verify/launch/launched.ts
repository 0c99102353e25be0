import type { StartedProcess } from '../../process/start.ts'

export type Signal = 'SIGTERM' | 'SIGINT'

/** A service that was started, whether it answers yet or not. */
export interface Launched extends StartedProcess {
  /** The port that it was told to listen on. */
  readonly port: number
  /** Ports that it does listen on, where that can be seen. */
  listensOn(): readonly number[]
  /** Milliseconds since the process that listens was started: without the time that wrappers such as npm took before it. */
  ageMs(): Promise<number | undefined>
  /** What it holds in memory, over all its processes. */
  residentBytes(): Promise<number | undefined>
  /** What an image says of its user, and as whom it runs; only where it is one. */
  readonly container?: () => Promise<ContainerUser>
  /** Sends a signal to the process that would be the container's first. */
  signal(name: Signal): Promise<void>
}

export interface ContainerUser {
  /** As the image names it: `65532:65532`; empty where it names none. */
  readonly user: string
  /** Undefined where processes of containers cannot be seen from here. */
  readonly uid?: number
}

export interface LaunchOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly port: number
}

export type Launcher = (options: LaunchOptions) => Launched
