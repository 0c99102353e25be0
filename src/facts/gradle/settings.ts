import { posix } from 'node:path'
import type { Extractor } from '../extractor.ts'
import { lineIndex } from '../line-index.ts'
import { blanked } from '../reading/blanked.ts'

const comment = /\/\*[\s\S]*?(?:\*\/|$)|^[ \t]*\/\/.*$/gm
/** `project(':billing').projectDir = file('services/billing')`, or `new File(settingsDir, '…')`. */
const placed =
  /project\(\s*["'](:[\w:.-]+)["']\s*\)\s*\.\s*projectDir\s*=\s*(?:new\s+)?[fF]ile\(\s*(?:[\w.]+\s*,\s*)?["']([^"'$]+)["']/g

/** Settings of a Gradle build: projects that lie elsewhere than they are called. */
export const gradleSettings: Extractor = {
  id: 'gradle-settings',
  endings: ['.gradle', '.kts'],
  matches: (path) => /(?:^|\/)settings\.gradle(?:\.kts)?$/.test(path),
  extract({ path, text }) {
    if (!text.includes('projectDir')) return []
    const at = lineIndex(path, text)
    return [...text.replace(comment, blanked).matchAll(placed)].map(({ index, 1: pattern = '', 2: folder = '' }) => ({
      kind: 'path-alias',
      at: at(index),
      language: 'gradle',
      pattern,
      targets: [posix.join(posix.dirname(path), folder.replace(/^\/+/, ''))],
    }))
  },
}
