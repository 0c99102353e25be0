import type { Extractor } from '../extractor.ts'
import { codeFirst, manifest } from './code-first.ts'
import { graphql } from './graphql.ts'
import { openapi } from './openapi.ts'
import { proto } from './proto.ts'

/** Most files of JSON are data, and too many to look into. */
const contractFile = /\.(?:ya?ml|proto|graphqls?|gql)$|(?:api|swagger)[^/]*\.json$/i

/** What a service promises its callers, as files: OpenAPI, AsyncAPI, GraphQL and Protocol Buffers. */
export const contract: Extractor = {
  id: 'contract',
  onlyGlances: true,
  notCode: true,
  matches: (path) => contractFile.test(path) || manifest.test(path),
  extract({ path, text }) {
    if (manifest.test(path)) return codeFirst(path, text)
    if (path.endsWith('.proto')) return proto(path, text)
    if (/\.(?:graphqls?|gql)$/.test(path)) return graphql(path, text)
    return openapi(path, text)
  },
}
