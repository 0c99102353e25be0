import type { StubPattern } from '../code/stubs.ts'

/** tonic: `GeoServer::new(geo)`, `GeoClient::connect(address)`. */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+)Server$/, after: /^:: (?:new|with_\w+|from_arc)\b/ },
  { role: 'calls', word: /^(\w+)Client$/, after: /^:: (?:connect|new|with_\w+)\b/ },
]
