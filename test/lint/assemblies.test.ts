import { expect, it } from 'vitest'
import type { Edge, Service } from '../../src/graph/graph.ts'
import { takenByAssemblies } from '../../src/lint/rules/code/cross-service-import/assemblies.ts'

const service = (name: string, projects: string[] = []): Service => ({
  name,
  path: name,
  at: { file: name, line: 1, column: 1 },
  language: 'java',
  stack: 'spring-boot',
  owner: 'team-a',
  known: 'discovered',
  projects,
})

const takes = (from: string, to: string, target: string): Edge => ({
  from,
  to,
  kind: 'code',
  declared: false,
  observed: true,
  evidence: [{ file: `${from}/A.java`, line: 1, column: 1, kind: 'import', confidence: 1, target }],
})

const names = ['coap', 'http', 'mqtt', 'snmp']
const services = [service('whole'), ...names.map((name) => service(name, [`common/${name}`]))]

it('knows libraries that who puts all together takes in as well', () => {
  const edges = names.map((name) => takes('whole', name, `common/${name}/src/B.java`))
  const isTaken = takenByAssemblies({ services, edges })
  expect(isTaken('whole', 'common/mqtt/src/B.java')).toBe(true)
  expect(isTaken('whole', 'mqtt/src/B.java')).toBe(false)
  expect(isTaken('coap', 'common/mqtt/src/B.java')).toBe(false)
})

it('leaves what one or two services take from others', () => {
  const edges = names.slice(0, 2).map((name) => takes('whole', name, `common/${name}/src/B.java`))
  expect(takenByAssemblies({ services, edges })('whole', 'common/mqtt/src/B.java')).toBe(false)
})
