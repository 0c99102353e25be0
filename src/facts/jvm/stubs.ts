import type { StubPattern } from '../code/stubs.ts'

/**
 * protoc-gen-grpc-java and -kotlin: `extends GeoGrpc.GeoImplBase`, `GeoGrpc.newBlockingStub(channel)`, and fields that
 * a framework fills: `GeoGrpc.GeoBlockingStub stub`.
 */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+?)(?:Coroutine)?ImplBase$/, before: /(?<!class)$/ },
  { role: 'calls', word: /^(\w+)Grpc$/, after: /^\. new\w*Stub\b/ },
  { role: 'calls', word: /^(\w+?)(?:Blocking|BlockingV2|Future|Coroutine)?Stub$/, before: /^(\w+?)Grpc(?:Kt)? \.$/ },
]
