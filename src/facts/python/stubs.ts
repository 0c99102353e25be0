import type { StubPattern } from '../code/stubs.ts'

/** grpcio-tools: `geo_pb2_grpc.add_GeoServicer_to_server(…)`, `geo_pb2_grpc.GeoStub(channel)`. */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^add_(\w+)Servicer_to_server$/, before: /(?<!def)$/, after: /^\(/ },
  { role: 'calls', word: /^(\w+)Stub$/, before: /(?<!class)$/, after: /^\(/ },
]
