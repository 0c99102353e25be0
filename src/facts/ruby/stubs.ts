import type { StubPattern } from '../code/stubs.ts'

/** grpc-tools: `class GeoServer < Shop::Geo::Service`, `Shop::Geo::Stub.new(address, …)`. */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^Service$/, before: /^(\w+) ::$/ },
  { role: 'calls', word: /^Stub$/, before: /^(\w+) ::$/, after: /^\. new\b/ },
]
