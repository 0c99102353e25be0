import type { StubPattern } from '../code/stubs.ts'

const notDefined = /(?<!\bfunc)$/

/** protoc-gen-go-grpc: `pb.RegisterGeoServer(server, s)`, `pb.NewGeoClient(connection)`. */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^Register(\w+)Server$/, before: notDefined, after: /^\(/ },
  { role: 'calls', word: /^New(\w+)Client$/, before: notDefined, after: /^\(/ },
]
