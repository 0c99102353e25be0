import type { ConfigImportFact } from '../fact.ts'
import { filledWithDefaults } from './placeholder.ts'
import type { Property } from './properties.ts'

/** `shared-configs[0].data-id`, `extension-configs.1.dataId`, and what older releases have. */
const inNacos =
  /^spring\.cloud\.nacos\.config\.(?:(?:shared-?configs?|ext(?:ension)?-?configs?)(?:\[\d+\]|\.\d+)(?:\.data-?id)?|shared-?data-?ids)$/i
const imported = /^spring\.config\.import(?:\[\d+\]|\.\d+)?$/
/** ConfigMaps that Spring asks the cluster for by another name than the program's: `spring.cloud.kubernetes.config.name`. */
const inCluster = /^spring\.cloud\.kubernetes\.config\.(?:sources(?:\[\d+\]|\.\d+)\.)?name$/
/** `optional:nacos:redis.yml?group=SHOP` */
const ofServer = /(?:^|,)\s*(?:optional:)?nacos:\/?([^,?]+)/g
const name = /^[\w.*-]+$/

/** Files of a configuration server that a program has its settings from, besides the one of its own name. */
export function configImports(properties: readonly Property[], known: ReadonlyMap<string, string>): ConfigImportFact[] {
  return properties.flatMap(({ name: key, value, at }): ConfigImportFact[] => {
    const filled = filledWithDefaults(value, known) ?? value
    if (inCluster.test(key))
      return name.test(filled) ? [{ kind: 'config-import', at, name: filled, source: 'config-map' }] : []
    const names = inNacos.test(key)
      ? filled.split(',')
      : imported.test(key)
        ? [...filled.matchAll(ofServer)].map(([, each = '']) => each)
        : []
    return names
      .map((each) => each.trim().replace(/\$\{[^}]*\}|@[\w.-]+@/g, '*'))
      .filter((each) => name.test(each) && /[a-z]/i.test(each))
      .map((each): ConfigImportFact => ({ kind: 'config-import', at, name: each }))
  })
}
