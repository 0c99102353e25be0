import { beforeAll, describe, expect, it } from 'vitest'
import { lastMention, linesIn, mentionsAny } from '../../src/facts/reading/glance.ts'
import { telemetry } from '../../src/facts/telemetry/index.ts'
import { typescript } from '../../src/facts/typescript/index.ts'

describe.each([
  ['one of the first in a run', 0],
  ['after many others', 1 << 17],
])('a glance at a text, %s', (_, charactersBefore) => {
  beforeAll(() => {
    linesIn('x'.repeat(charactersBefore))
  })
  const words = ['she', 'he', 'hers', 'his', '://', 'usHers']
  const ask = mentionsAny(words)
  const end = lastMention(words)

  it.each(['ushers', 'USHERS', 'a://b', 'hi', 'h e', 'sshe', 'hihis', 'ähe', 'heä', '', 'x'.repeat(99)])(
    'finds in %j what plain search finds',
    (text) => {
      const small = text.toLowerCase()
      const ends = words.map((word) => {
        const at = small.lastIndexOf(word.toLowerCase())
        return at < 0 ? 0 : at + word.length
      })
      expect(ask(text)).toBe(ends.some((at) => at > 0))
      expect(end(text)).toBe(Math.max(...ends))
    },
  )

  it('answers questions that come later, and each of its own words', () => {
    expect(ask('nobody')).toBe(false)
    const later = mentionsAny(['body'])
    expect([later('nobody'), ask('nobody'), later('she'), ask('she')]).toEqual([true, false, false, true])
  })

  it('counts lines that hold more than white space', () => {
    expect(linesIn('a\n\n \t\r\n  b\r\nc')).toBe(3)
    expect(linesIn('')).toBe(0)
  })
})

describe('what is asked before a file is searched', () => {
  it.each([
    ['health', ["'/healthz'", '"/livez"', '`alive`', "'/readiness/'", "'/ping'", "'heartbeat'", 'health-check']],
    ['health', ['healthcheck', 'grpc_health', 'health_pb2', 'healthv1', 'healthServer', 'HealthIndicator', 'terminus']],
    ['health', ['actuator', 'MapDefaultEndpoints()', 'AddHealthChecks', 'smallrye-health', 'micronaut-management']],
    ['metrics', ["'/metrics'", 'prom-client', 'Micrometer', 'statsd', 'MeterProvider', 'expvar', 'elastic-apm']],
    ['metrics', ['telegraf', 'newrelic', 'prom-bundle', 'appmetrics', 'ElasticApm', 'dd-trace']],
    ['traces', ['otel.tracer', 'traceparent', 'ddtrace', 'dd-trace', 'x-b3-traceid', 'aws-xray', 'Sentry', 'brave']],
    ['traces', ['sleuth', 'zipkin', 'jaeger', 'opentracing', 'skywalking', 'pinpoint', 'cloudtrace', 'trace-agent']],
    ['traces', ['honeycomb', 'lightstep', 'instana', 'datadog', 'ApplicationInsights', 'OpenTelemetry']],
  ])('lets pass what shows %s: %j', (purpose, texts) => {
    for (const text of texts) {
      const found = telemetry.extract({ path: 'a.ts', text: `const a = ${text}\n` })
      expect(
        found.some((fact) => fact.kind === 'telemetry' && fact.purpose === purpose),
        text,
      ).toBe(true)
    }
  })
})

describe('imports that are read up to the last word that begins one', () => {
  const specifiers = async (text: string) => {
    await typescript.prepare?.()
    const facts = typescript.extract({ path: 'a.ts', text })
    return facts.flatMap((fact) =>
      fact.kind === 'import' ? [fact.specifier] : fact.kind === 'unresolved' ? ['?'] : [],
    )
  }

  it.each<[string, string[]]>([
    ["import a from 'a'\nconst b = `}`\nfunction c() { return '{' }\n", ['a']],
    ["import a from\n  'a'\nimport 'b'", ['a', 'b']],
    ["import {\n  a,\n} from 'a'\nexport * from './b.ts'\nconst c = 1\n", ['a', './b.ts']],
    ["async function a() {\n  const b = await import('b')\n  return { b }\n}\n", ['b']],
    ["const a = import(\n  'a'\n)\nconst b = 'b'\n", ['a']],
    ['const a = import(`a`)\nconst b = `\n`\n', ['a']],
    ["import a from 'a'\n// from here on\nconst b = 'import'\n", ['a']],
    ["import data from './data.json' with {\n  type: 'json',\n}\nconst b = 1\n", ['./data.json']],
    ["import a from 'a'\nconst b = import(name)\n", ['a', '?']],
  ])('are all of %j', async (text, expected) => {
    expect(await specifiers(text)).toEqual(expected)
  })
})
