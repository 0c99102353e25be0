import type { StubPattern } from '../code/stubs.ts'

/** Grpc.Tools: `class GeoService : Geo.GeoBase`, `AddGrpcClient<Geo.GeoClient>()`, `new Geo.GeoClient(channel)`. */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+)Base$/, before: /^(\w+) \.$/ },
  { role: 'calls', word: /^(\w+)Client$/, before: /^(\w+) \.$/ },
]
