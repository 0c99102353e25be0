import type { At, Stated } from './stated.ts'

/** What a service promises its callers, in a file; or, in a manifest, the library that makes it from the code. */
export interface ContractFact extends Stated<'contract'> {
  readonly style: 'openapi' | 'asyncapi' | 'grpc' | 'graphql' | 'code-first'
  /** Its title, its package, or the library. */
  readonly name?: string
  /** Paths, channels or services. */
  readonly operations: readonly { readonly at: At; readonly name: string }[]
  /** Operations of OpenAPI: `GET /v1/orders`, with what a request must name, in its path, query, headers or body. */
  readonly endpoints?: readonly { readonly at: At; readonly name: string; readonly required: readonly string[] }[]
  /** Callers can tell which version they mean; undefined where its style has no versions. */
  readonly isVersioned?: boolean
  /** The repository of Go that a proto file says its code is of: `github.com/shop/orders`. */
  readonly home?: string
  /** Messages, enumerations and services of Protocol Buffers, and types of GraphQL, each with its text without comments. */
  readonly definitions?: readonly { readonly at: At; readonly name: string; readonly text: string }[]
}
