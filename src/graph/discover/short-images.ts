import type { WorkloadFact } from '../../facts/fact.ts'
import { imageName } from '../../products/image-name.ts'
import { isInfrastructureImage } from '../../products/infrastructure-image.ts'
import { makerOf } from '../../products/makers.ts'
import { mainContainer } from '../main-container.ts'
import { nameStem, workloadCalled } from '../telling-names.ts'
import { commonWords } from './common-words.ts'

/**
 * Finds what runs from the image of a folder, where the images of a cluster are called after the system and their folders:
 * `orders` of `shop-orders`, or of `shop-new-orders` where no other ends so.
 */
export function namesInShort(workloads: readonly WorkloadFact[]): (folder: string) => string | undefined {
  const names = new Map<string, Set<string>>()
  const makers = new Map<string, Set<string>>()
  for (const workload of workloads.filter(({ source }) => source === 'kubernetes')) {
    const { image } = mainContainer(workload) ?? {}
    if (image === undefined || isInfrastructureImage(image)) continue
    const [key, maker] = [imageName(image).toLowerCase(), makerOf(image) ?? '']
    names.set(key, (names.get(key) ?? new Set()).add(workloadCalled(workload)))
    makers.set(maker, (makers.get(maker) ?? new Set()).add(key))
  }
  const [most = new Set<string>()] = [...makers.values()].sort((a, b) => b.size - a.size)
  const images = [...most]
  const system = images.length > 2 ? commonWords(images) : ''
  return (folder) => {
    if (system === '') return undefined
    const end = folder.toLowerCase()
    const called = images.filter((image) => image === `${system}${end}`)
    const [image = '', ...others] = called.length > 0 ? called : images.filter((each) => each.endsWith(`-${end}`))
    const [name = folder, ...more] = others.length > 0 ? [] : (names.get(image) ?? [])
    // `orders-deployment` of `orders-service` says no more than the folder.
    return more.length === 0 && nameStem(name) !== nameStem(folder) ? name : undefined
  }
}
