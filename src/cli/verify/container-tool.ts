import { UserError } from '../../errors/user-error.ts'
import { run } from '../../process/run.ts'

/** The program that runs images here: what `MSVC_CONTAINER_TOOL` names, or else docker or podman, whichever answers. */
export async function containerTool(): Promise<string> {
  const named = process.env['MSVC_CONTAINER_TOOL']
  if (named) return named
  for (const tool of ['docker', 'podman']) {
    try {
      const { code } = await run([tool, 'info'], { cwd: '.', timeoutMs: 10_000 })
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
