import { createHash } from 'node:crypto'
import type { RenderedFile } from './render.ts'

/** Name of the lock in a service's folder. */
export const lockFileName = '.msvc.json'

/** What a service was made from: enough to render the same files again, and to tell which of them were edited since. */
export interface ServiceLock {
  readonly template: string
  /** Version of this tool that rendered it. */
  readonly version: string
  /** The example that put its own files over the template's. */
  readonly example?: string
  readonly answers: LockedAnswers
  /** Git blob id of each file as generated, by path from the service's folder. */
  readonly files: Readonly<Record<string, string>>
}

/** The answers as they were decided, defaults filled in. */
export interface LockedAnswers {
  readonly name: string
  readonly owner: string
  readonly description: string
  readonly port: number
  readonly dependsOn: readonly string[]
  readonly replicas: { readonly min: number; readonly max: number }
}

/** The id that git gives a file of this content, so that the pristine version is found in the object store later. */
function blobId(content: string): string {
  const bytes = Buffer.from(content, 'utf8')
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Text of the lock for a service made of `files`. */
export function lockText(lock: Omit<ServiceLock, 'files'>, files: readonly RenderedFile[]): string {
  const ids = Object.fromEntries(files.map((file) => [file.path, blobId(file.content)]))
  return `${JSON.stringify({ ...lock, files: ids }, null, 2)}\n`
}

/** Reads a lock; undefined when the text is no lock of ours. */
export function parseLock(text: string): ServiceLock | undefined {
  try {
    const lock = JSON.parse(text) as Partial<ServiceLock>
    return typeof lock?.template === 'string' && lock.answers !== undefined ? (lock as ServiceLock) : undefined
  } catch {
    return undefined
  }
}
