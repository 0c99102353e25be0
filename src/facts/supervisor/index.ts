import type { Extractor } from '../extractor.ts'
import type { Fact, SupervisedFact } from '../fact.ts'
import { background } from './background.ts'

const supervisord = /(?:^|\/)(?:supervisord?[\w.-]*|supervisord?(?:\/conf\.d)?\/[^/]+)\.(?:conf|ini)$/
/** s6 and its overlay, and runit: a folder a program, with a script that starts it. */
const runFile = /(?:^|\/)(?:services\.d|s6-rc\.d|s6|sv|etc\/service)\/([^/]+)\/run$/
const script = /(?:\.(?:sh|bash)|(?:^|\/)(?:docker-)?entrypoint)$/

/** What is started beside others in one container: by supervisord, s6 or runit, or by a script that does not wait. */
export const supervisor: Extractor = {
  id: 'supervisor',
  onlyGlances: true,
  notCode: true,
  matches: (path) => supervisord.test(path) || runFile.test(path) || script.test(path),
  extract({ path, text }) {
    const [, folder] = runFile.exec(path) ?? []
    if (folder !== undefined) return started(path, text, folder)
    return script.test(path) ? background(path, text) : programs(path, text)
  },
}

/** `[program:orders]` with its `command`. */
function programs(file: string, text: string): SupervisedFact[] {
  let program: string | undefined
  return text.split(/\r?\n/).flatMap((line, index): SupervisedFact[] => {
    const section = /^\s*\[([^\]]*)\]/.exec(line)?.[1]
    if (section !== undefined) program = /^(?:program|fcgi-program):(.+)$/.exec(section)?.[1]?.trim()
    const [, before = '', command] = /^(\s*command\s*=\s*)(.+?)\s*$/.exec(line) ?? []
    if (program === undefined || command === undefined) return []
    return [{ kind: 'supervised', at: { file, line: index + 1, column: before.length + 1 }, name: program, command }]
  })
}

/** The last command of a script is what it becomes. */
function started(file: string, text: string, name: string): Fact[] {
  const lines = text.split(/\r?\n/)
  const last = lines.findLastIndex((line) => /^\s*[^\s#]/.test(line))
  if (last < 0) return []
  const command = (lines[last] ?? '').trim().replace(/^exec\s+/, '')
  return [{ kind: 'supervised', at: { file, line: last + 1, column: 1 }, name, command }]
}
