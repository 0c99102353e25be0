import type { YamlPath } from '../../yaml/read.ts'
import type { At, Fact } from '../fact.ts'
import { asMap, asNumber, asText, type Loose } from '../loose.ts'

const listenKey = /^(?:listen(?:_?(?:on|addr|address))?|bind(?:_?addr(?:ess)?)?|addr(?:ess)?|port)$/i
const everyHost = /^(?:0\.0\.0\.0|\[?::\]?|\*)$/
const anywhere = /^(?:0\.0\.0\.0|\[?::\]?|\*)?:(\d{2,5})$/

/** The port that a program itself opens: `ListenOn: 0.0.0.0:2001`, `addr: ":8080"`; what clients are told is another's. */
export function openedPort(path: YamlPath, value: string): number | undefined {
  if (!listenKey.test(String(path.at(-1))) || path.some((step) => /client|upstream|remote/i.test(String(step))))
    return undefined
  const port = anywhere.exec(value)?.[1]
  return port === undefined ? undefined : Number(port)
}

/** What stands at the top of a file of go-zero: the port that the program opens, and the key that it registers under. */
export function ownEnds(data: Loose, at: (path: YamlPath) => At): Fact[] {
  const key = asText(asMap(data['Etcd'])['Key'])
  const port = everyHost.test(asText(data['Host']) ?? '') ? asNumber(data['Port']) : undefined
  const facts: Fact[] = port === undefined ? [] : [{ kind: 'listen', at: at(['Port']), port }]
  if (key === undefined) return facts
  const place = at(['Etcd', 'Key'])
  return [...facts, { kind: 'network-name', at: place, source: 'discovery', name: key, selector: {}, ports: [] }]
}
