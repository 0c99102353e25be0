import type { SourceFile } from '../extractor.ts'
import { lineIndex } from '../line-index.ts'
import type { Job } from './jobs.ts'

const stage = /\bstage\s*\(?\s*(["'])(.+?)\1\s*\)?\s*\{/g
const command = /\b(?:sh|bat|powershell)\s*\(?\s*(?:script:\s*)?("""|'''|"|')([\s\S]*?)\1/g

/** The stages of a Jenkinsfile, which are its steps in turn; but those that ask what has changed first. */
export function jenkinsStages({ path, text }: SourceFile): Job[] {
  const at = lineIndex(path, text)
  const code = text.replace(/^[ \t]*\/\/[^\n]*/gm, (comment) => ' '.repeat(comment.length))
  const starts = [...code.matchAll(stage)]
  return starts.flatMap((start, index): Job[] => {
    const body = code.slice(start.index, starts[index + 1]?.index)
    if (/\bchangeset\b|\bchangeLog|\bparams\./.test(body)) return []
    const steps = [...body.matchAll(command)].map((match) => ({
      at: at(start.index + match.index + match[0].indexOf(match[1] ?? '') + (match[1]?.length ?? 0)),
      script: match[2] ?? '',
    }))
    return [{ name: start[2] ?? '', at: at(start.index), steps }]
  })
}
