import type { FactIndex } from '../../facts/fact-index.ts'
import { imagePath } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import type { Graph } from '../graph.ts'
import { serviceOfWorkload } from '../subjects.ts'
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
  return (a, b) => areEditions(a, b) || (imageOf(a) !== undefined && imageOf(a) === imageOf(b))
}
