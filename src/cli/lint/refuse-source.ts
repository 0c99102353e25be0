import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Problem } from '../../errors/problem.ts'
import { UserError } from '../../errors/user-error.ts'
import { isTracked } from '../../process/git.ts'

/** How what we write begins, by its format: such a file is an earlier run's, though it was committed. */
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
 * Sees to it that no report is written over a file of the repository's own, as after `--format sarif=msvc.yaml`. Throws
 * UserError `not-a-report` for files that git knows, and that hold no report of their format.
 */
export async function refuseSource(
  files: readonly { readonly format: string; readonly path: string }[],
  cwd: string,
): Promise<void> {
  const problems: Problem[] = []
  for (const { format, path } of files) {
    const text = textOf(path)
    if (text.trim() === '' || beginnings[format]?.test(text) || !(await isTracked(path))) continue
    problems.push({
      code: 'not-a-report',
      message: `${relative(cwd, path) || path} is a file of this repository, and no ${format} report that could be made anew.`,
      hint: 'Name another file; to replace this one, delete it first.',
    })
  }
  if (problems.length > 0) throw new UserError(problems)
}

/** Empty where there is nothing that could be lost, or what cannot be read, which is told when it is written to. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
