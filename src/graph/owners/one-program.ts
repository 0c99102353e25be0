import { posix } from 'node:path'
import type { FactIndex } from '../../facts/fact-index.ts'
import { builtByGo } from '../../facts/program-build/command.ts'
import { imagePath } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import type { Graph } from '../graph.ts'
import { serviceOf } from '../subjects/of-file.ts'
import { serviceOfWorkload } from '../subjects/of-workload.ts'
import { editions } from './families.ts'

/**
 * Whether two services are built and released as one program: editions of it, or roles of it that all run from one image,
 * which the arguments tell apart (`shop router`, `shop executor`). What the one has of the other is the program's own code.
 */
export function ofOneProgram(
  { services }: Pick<Graph, 'services'>,
  facts: FactIndex,
): (a: string, b: string) => boolean {
  const images = new Map<string, Set<string>>()
  for (const workload of facts.of('workload')) {
    const name = workload.partial || workload.build ? undefined : serviceOfWorkload({ services }, workload)?.name
    for (const { role, image } of name === undefined ? [] : workload.containers) {
      if (role !== 'main' || image === undefined || isInfrastructureImage(image)) continue
      if (name !== undefined) images.set(name, (images.get(name) ?? new Set()).add(imagePath(image)))
    }
  }
  const imageOf = (name: string): string | undefined => {
    const [image, ...others] = images.get(name) ?? []
    return others.length === 0 ? image : undefined
  }
  const areEditions = editions(services)
  const isPacked = packedElsewhere({ services }, facts)
  return (a, b) =>
    areEditions(a, b) || (imageOf(a) !== undefined && imageOf(a) === imageOf(b)) || isPacked(a, b) || isPacked(b, a)
}

/** Whether the image of a service holds the program of Go that begins in another one's folder: `go build ./cmd/shop` in `apps/shop/Dockerfile`. */
function packedElsewhere(
  { services }: Pick<Graph, 'services'>,
  facts: FactIndex,
): (program: string, holder: string) => boolean {
  const byPath = new Map(services.map(({ path, name }) => [path, name]))
  const packed = new Set(
    facts.of('image-run').flatMap(({ at, command }) => {
      const words = /\bgo\s+build\s+([^&|;]+)/.exec(command)?.[1]?.trim().split(/\s+/) ?? []
      const source = builtByGo(words)?.source
      const holder = source === undefined ? undefined : serviceOf({ services }, at.file)?.name
      const program = source === undefined ? undefined : byPath.get(posix.normalize(source))
      return holder === undefined || program === undefined || program === holder ? [] : [`${program}\0${holder}`]
    }),
  )
  return (program, holder) => packed.has(`${program}\0${holder}`)
}
