import { protocolOf } from '../../../products/protocols.ts'
import type { Address } from '../../fact.ts'
import { settingsFiles } from '../../settings-file/index.ts'
import { isSpringFile } from '../../spring/file-name.ts'
import { spring } from '../../spring/index.ts'

/** A setting that is the host of a connection, whose other parts stand beside it. */
const ofHost = /(?:^|_)host(?:_?name)?$/i
const inMaps = /\.(?:ya?ml|json|toml)$/i

/**
 * Connections whose parts stand beside each other in a file of settings: `rabbitmq: { host: mq, port:
 * 5672 }`, `spring.data.redis.host=cache`. `name`: what the file is called.
 */
export function connectionsIn(name: string, text: string): { readonly address: Address; readonly setting: string }[] {
  const isOfSpring = isSpringFile(name) || name.endsWith('.properties')
  // To parse what names no host is for nothing.
  if ((!isOfSpring && !inMaps.test(name)) || !/host/i.test(text)) return []
  const facts = (isOfSpring ? spring : settingsFiles).extract({ path: name, text })
  const whole = [...facts].flatMap((fact) =>
    fact.kind === 'address' && fact.setting !== undefined && ofHost.test(fact.setting)
      ? [{ address: fact.address, setting: fact.setting }]
      : [],
  )
  const known = new Set(whole.map(({ setting }) => setting))
  const hosts = [...facts].flatMap((fact) => {
    if (fact.kind !== 'env-read' || fact.fallback === undefined || !ofHost.test(fact.name)) return []
    const [scheme, host] = [protocolOf(fact.name), fact.fallback]
    return scheme === undefined || known.has(fact.name) || !/^[a-z][\w.-]*$/i.test(host)
      ? []
      : [{ address: { scheme, host, shown: `${scheme}://${host}` }, setting: fact.name }]
  })
  return [...whole, ...hosts]
}
