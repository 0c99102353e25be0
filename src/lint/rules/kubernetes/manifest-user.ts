import type { ServiceContainer } from './service-workloads.ts'

/**
 * As whom a container starts by its manifest and the patches on it, as the kubelet decides; `image` where they leave that
 * to the image.
 */
export function manifestUser({ layers, patches }: ServiceContainer): 'root' | 'other' | 'image' {
  // The last word counts: a patch wins over what it patches.
  const settings = [...layers.map(({ security }) => security), ...patches.map(({ podSecurity }) => podSecurity)]
  const user = settings.map(({ runAsUser }) => runAsUser).findLast((value) => value !== undefined)
  const nonRoot = settings.map(({ runAsNonRoot }) => runAsNonRoot).findLast((value) => value !== undefined)
  if (user === 0) return 'root'
  return user !== undefined || nonRoot === true ? 'other' : 'image'
}
