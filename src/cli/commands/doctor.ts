import { UserError } from '../../errors/user-error.ts'
import { run as runProgram } from '../../process/run.ts'
import { table } from '../../report/table.ts'
import { openRepository } from '../open-repository.ts'
import type { CommonOptions } from '../options.ts'
import { openPacks } from '../packs.ts'
import { exitCodes } from '../report-error.ts'
import { openSession, printJson } from '../session.ts'
import { type Tool, toolsOf } from '../tools.ts'

interface Checked extends Tool {
  /** Undefined when it is missing. */
  readonly version: string | undefined
}

/** `msvc doctor`: every tool that the workspace may use, looked for at once. Fails only where a required one is missing. */
export async function run(options: CommonOptions): Promise<number> {
  const session = openSession(options)
  const tools = await toolsOf(await openRepository(session, 'msvc doctor'), openPacks())
  const checked = await Promise.all(tools.map((tool) => check(tool, session.cwd)))
  const isWell = checked.every(({ required, version }) => !required || version !== undefined)
  if (session.json) {
    const shown = checked.map(({ name, required, purpose, version }) => ({
      name,
      version: version ?? null,
      required,
      purpose,
    }))
    printJson(session, { version: 1, ok: isWell, tools: shown })
  } else {
    const { color } = session.out
    const sign = ({ required, version }: Checked): string =>
      version !== undefined ? color.green('✔') : required ? color.red('✘') : color.dim('-')
    const rows = checked.map((tool) => [
      sign(tool),
      tool.name,
      tool.version ?? (tool.required ? color.red('missing') : color.dim('missing')),
      tool.version === undefined ? `${tool.purpose} ${color.dim(tool.install)}` : color.dim(tool.purpose),
    ])
    session.out.write(table(rows))
    if (!isWell) session.out.write('\nA required tool is missing.\n')
  }
  return isWell ? exitCodes.done : exitCodes.found
}

const patience = 5_000

async function check(tool: Tool, cwd: string): Promise<Checked> {
  try {
    const { code, stdout, stderr } = await runProgram(tool.ask, { cwd, timeoutMs: patience })
    const version = code === 0 ? /\d+\.\d+(?:\.\d+)?[\w.+-]*/.exec(stdout || stderr)?.[0] : undefined
    return { ...tool, version }
  } catch (error) {
    if (error instanceof UserError) return { ...tool, version: undefined }
    throw error
  }
}
