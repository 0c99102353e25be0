import { posix } from 'node:path'
import { plainWordsOf, wordsOf } from '../../products/programs.ts'
import type { Extractor } from '../extractor.ts'
import type { TelemetryFact } from '../fact.ts'
import { lineIndex } from '../line-index.ts'
import { mentionsAny } from '../reading/glance.ts'
import { sourceLanguage } from '../source-language.ts'

/** Manifests and settings in which a framework is told to watch a service. */
const settings =
  /^(?:package\.json|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|go\.mod|Cargo\.toml|pyproject\.toml|requirements[\w.-]*\.txt|Pipfile|Gemfile|composer\.json|[\w.-]*Dockerfile[\w.-]*|(?:application|bootstrap)[\w-]*\.(?:ya?ml|properties)|[\w.-]+\.csproj|Directory\.[\w.]+\.props)$/i

/**
 * Words by which a file shows that somebody thought of it, in whatever language: a path that is asked for, a library that
 * answers there, the header that is handed on. They are wide on purpose: what is missing is only reported where nothing
 * of it is found.
 */
const words: Readonly<Record<TelemetryFact['purpose'], RegExp>> = {
  health: new RegExp(
    String.raw`["'\`/](?:health\w*|livez?|liveness|readyz?|readiness|heartbeat|alive|ping)["'\`/?)]|health-?check|healthz|grpc[._]health|health_?(?:pb2?|v1|service|server|controller|indicator)|^[ \t]*HEALTHCHECK\b|${wordsOf('health')}`,
    'im',
  ),
  metrics: new RegExp(String.raw`["'\`/]metrics["'\`/?)]|${wordsOf('metrics')}`, 'i'),
  traces: new RegExp(wordsOf('traces'), 'i'),
}

/**
 * What a text must hold for these to find anything. To look for plain words is cheap: most files hold none. A new word
 * above needs one here; those of programs come with them.
 */
const quoted = ['health', 'live', 'ready', 'readiness', 'heartbeat', 'alive', 'ping', 'metrics']
const mentions = mentionsAny([
  ...quoted.flatMap((word) => ['"', "'", '`', '/'].map((quote) => quote + word)),
  ...['health-check', 'healthcheck', 'healthz', 'grpc.health', 'grpc_health'],
  ...['pb', 'v1', 'service', 'server', 'controller', 'indicator'].flatMap((end) => [`health${end}`, `health_${end}`]),
  ...(['health', 'metrics', 'traces'] as const).flatMap(plainWordsOf),
])

/** Whether a service can be asked how it is: its health, its metrics, its share of a trace. */
export const telemetry: Extractor = {
  id: 'telemetry',
  onlyGlances: true,
  matches: (path) => sourceLanguage(path) !== undefined || settings.test(posix.basename(path)),
  extract({ path, text }) {
    if (!mentions(text)) return []
    let at: ReturnType<typeof lineIndex> | undefined
    return (['health', 'metrics', 'traces'] as const).flatMap((purpose): TelemetryFact[] => {
      const offset = text.search(words[purpose])
      if (offset < 0) return []
      at ??= lineIndex(path, text)
      return [{ kind: 'telemetry', at: at(offset), purpose }]
    })
  },
}
