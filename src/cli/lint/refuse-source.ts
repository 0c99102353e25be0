import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'

/** How what we write begins, by its format. */
const beginnings: Readonly<Record<string, RegExp>> = {
  text: /^(?:No (?:new )?findings|\d+ (?:errors?|warnings?))\b/m,
  json: /^\{\s*"version": 1,\s*"(?:summary|services)"/,
  sarif: /^\{\s*"\$schema": "[^"]*sarif/,
  github: /^::(?:error|warning) file=/,
  gitlab: /^\[\s*(?:\]|\{\s*"type": "issue",\s*"check_name")/,
  junit: /^<\?xml [^>]*>\s*<testsuites name="msvc /,
  markdown: /^### msvc lint\b/,
  mermaid: /^flowchart /,
  dot: /^digraph services /,
  c4: /^workspace \{/,
  svg: /^<svg [^>]*aria-label="Services and their dependencies"/,
  html: /^<!doctype html>[\s\S]{0,400}<title>[^<]*: services<\/title>/,
  png: /^\uFFFDPNG/,
}

/**
 * Sees to it that no report is written over what cannot be made anew, as after `--format sarif=msvc.yaml`, whether git has it by then
 * or not. Throws UserError `not-a-report` for files that hold something else than what a run of ours has written.
 */
export function refuseSource(files: readonly { readonly format: string; readonly path: string }[], cwd: string): void {
  const problems = files.flatMap(({ format, path }): Problem[] => {
    const text = textOf(path)
    if (text.trim() === '' || isReport(text, format)) return []
    const name = relative(cwd, path) || path
    return [
      {
        code: 'not-a-report',
        message: `${name} holds something else than a report or a drawing, and would be lost.`,
        hint: 'Name another file; to replace this one, delete it first.',
      },
    ]
  })
  if (problems.length > 0) throw new UserError(problems)
}

/** Of whichever format: who changes their mind about that loses nothing. What begins a text may be anybody's words. */
const isReport = (text: string, format: string): boolean =>
  Object.entries(beginnings).some(([each, begins]) => (each !== 'text' || format === 'text') && begins.test(text))

/**
 * Empty where there is nothing that could be lost, or what cannot be read, which is told when it is written to. Pipes and devices
 * (`/dev/stdout`) are not looked into: whoever reads them waits for what this run is to write.
 */
function textOf(path: string): string {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}
