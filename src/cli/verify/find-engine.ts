import { UserError } from '../../errors/user-error.ts'
import { type RunResult, run } from '../../process/run.ts'
import type { ImageTarget } from '../../verify/target.ts'

/**
 * How to run an image here: with what `MSVC_CONTAINER_TOOL` names, or else docker or podman, whichever answers. Throws
 * UserError where none does, or where there is no such image.
 */
export async function findEngine(image: string, cwd: string): Promise<ImageTarget> {
  const tool = await containerTool(cwd)
  const target = { kind: 'image', image, tool, cwd } as const
  // Where the engine runs in a virtual machine, its network is not ours.
  if (process.platform !== 'linux') return { ...target, network: 'published' }
  const withHost = await create(tool, ['--network', 'host', image], cwd)
  if (withHost.code === 0) return { ...target, network: 'host' }
  // A program of the user's own may already say which network.
  const without = await create(tool, [image], cwd)
  if (without.code === 0) return { ...target, network: 'as-it-is' }
  throw new UserError({
    code: 'no-such-image',
    message: `${tool} cannot make a container of ${image}: ${lastLine(without.stderr)}`,
    hint: `Build it first, for example with: ${tool} build --tag ${image} .`,
  })
}

async function create(tool: string, args: readonly string[], cwd: string): Promise<RunResult> {
  const created = await run([tool, 'create', ...args], { cwd })
  const id = lastLine(created.stdout)
  if (created.code === 0) await run([tool, 'rm', '--force', id], { cwd })
  return created
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

async function containerTool(cwd: string): Promise<string> {
  const named = process.env['MSVC_CONTAINER_TOOL']
  if (named) return named
  for (const tool of ['docker', 'podman']) {
    try {
      const { code } = await run([tool, 'info'], { cwd, timeoutMs: 10_000 })
      if (code === 0) return tool
    } catch {
      // It is not installed, or its engine does not answer.
    }
  }
  throw new UserError({
    code: 'no-container-tool',
    message: 'Neither docker nor podman answers.',
    hint: 'Start one of them, or name a program that takes the same arguments in MSVC_CONTAINER_TOOL.',
  })
}
