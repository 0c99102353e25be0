import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'

/** What an app that runs at its user's is made with. */
const frameworks = new Set(['react-native', 'expo', 'electron', '@capacitor/core', '@tauri-apps/api', 'tauri'])

/** Whether a file belongs to an app that runs at its user's: nothing of it is deployed, whatever an image builds. */
export function appFiles(facts: FactIndex): (file: string) => boolean {
  const folders = facts
    .of('package')
    .filter(({ dependencies }) => dependencies.some(({ name }) => frameworks.has(name)))
    .map(({ at }) => posix.dirname(at.file))
  return (file) => folders.some((folder) => file.startsWith(`${folder}/`))
}
