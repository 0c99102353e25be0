import { imagePath } from '../products/image-name.ts'
import { run } from './run.ts'

/**
 * The digest that an image's tag has on this machine, as docker or podman knows it, or what `MSVC_CONTAINER_TOOL` names;
 * undefined where none of them does. Nothing is fetched.
 */
export function localDigests(cwd: string): (image: string) => Promise<string | undefined> {
  const named = process.env['MSVC_CONTAINER_TOOL']
  const tools = named ? [named] : ['docker', 'podman']
  const missing = new Set<string>()
  const known = new Map<string, Promise<string | undefined>>()
  const ask = async (image: string): Promise<string | undefined> => {
    for (const tool of tools.filter((each) => !missing.has(each))) {
      try {
        const command = [tool, 'image', 'inspect', '--format', '{{json .RepoDigests}}', image] as const
        const { code, stdout } = await run([...command], { cwd, timeoutMs: 10_000 })
        const digest = code === 0 ? digestIn(stdout, image) : undefined
        if (digest !== undefined) return digest
      } catch {
        // It is not installed, or its engine does not answer.
        missing.add(tool)
      }
    }
    return undefined
  }
  return (image) => {
    const asked = known.get(image) ?? ask(image)
    known.set(image, asked)
    return asked
  }
}

/** An image may have come from several registries: the digest is that of the one that is named. */
function digestIn(json: string, image: string): string | undefined {
  const name = repositoryOf(image)
  try {
    const digests: unknown = JSON.parse(json)
    const own = (Array.isArray(digests) ? digests.map(String) : []).filter((digest) => repositoryOf(digest) === name)
    return own.length === 1 ? /@(sha256:[0-9a-f]{64})$/.exec(own[0] ?? '')?.[1] : undefined
  } catch {
    return undefined
  }
}

/** `node` and `docker.io/library/node:24` are one repository. */
const repositoryOf = (image: string): string =>
  imagePath(image)
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '')
