import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'

/** `dotnet Shop.Orders.dll`: what an image of .NET starts. */
const assembly = /\bdotnet["',\s]+(?:[^\s"',]*\/)?([\w.-]+)\.dll\b/i

/** `dotnet publish -c Release ./Shop.Orders/Shop.Orders.csproj`: what it is made of, where its base starts it. */
const published = /\bdotnet\s+publish\b[^\n;&|]{0,300}?(?<![\w.-])([\w.-]+)\.(?:cs|fs|vb)proj\b/gi

/**
 * The folder of the project of .NET that an image starts or is made of, as its Dockerfile says, wherever that lies; undefined where two
 * projects are called so, or several are published.
 */
export function startedProjects(facts: FactIndex): (dockerfile: string) => string | undefined {
  const folders = new Map<string, Set<string>>()
  for (const { ecosystem, at } of facts.of('package')) {
    if (ecosystem !== 'nuget' || !/proj$/.test(at.file)) continue
    const name = posix
      .basename(at.file)
      .replace(/\.\w+$/, '')
      .toLowerCase()
    folders.set(name, (folders.get(name) ?? new Set()).add(posix.dirname(at.file)))
  }
  return (dockerfile) => {
    const commands = (kind: 'image-start' | 'image-run'): string =>
      facts
        .in(dockerfile)
        .flatMap((fact) => (fact.kind === kind ? [fact.command] : []))
        .join('\n')
    const started = assembly.exec(commands('image-start'))
    const told = started ? [started] : [...commands('image-run').matchAll(published)]
    const [name, ...more] = new Set(told.map(([, project]) => project?.toLowerCase()))
    const [folder, ...others] = (name !== undefined && more.length === 0 && folders.get(name)) || []
    return others.length === 0 ? folder : undefined
  }
}
