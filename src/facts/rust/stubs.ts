import type { StubPattern } from '../code/stubs.ts'

/** tonic: `GeoServer::new(geo)`, `GeoClient::connect(address)`; tarpc: `impl Geo for GeoServer`, `GeoClient::new(…)`. */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+)Server$/, after: /^:: (?:new|with_\w+|from_arc)\b/ },
  { role: 'serves', word: /^(\w+)$/, before: /(?:^|\s)(?:impl|::)$/, after: /^for \w+ \{/, beside: /^tarpc$/ },
  { role: 'calls', word: /^(\w+)Client$/, after: /^:: (?:connect|new|with_\w+)\b/ },
]
