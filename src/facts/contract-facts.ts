import type { At, Stated } from './stated.ts'

/** What a service promises its callers, in a file; or, in a manifest, the library that makes it from the code. */
export interface ContractFact extends Stated<'contract'> {
  readonly style: 'openapi' | 'asyncapi' | 'grpc' | 'graphql' | 'code-first'
  /** Its title, its package, or the library. */
  readonly name?: string
  /** Paths, channels or services. */
  readonly operations: readonly { readonly at: At; readonly name: string }[]
  /** Operations of OpenAPI: `GET /v1/orders`. */
  readonly endpoints?: readonly Endpoint[]
  /** Channels of AsyncAPI that say what is sent over them. */
  readonly channels?: readonly Endpoint[]
  /** Schemas and messages of OpenAPI and AsyncAPI that have a name, by the reference that leads to them. */
  readonly schemas?: { readonly [reference: string]: { readonly at: At; readonly shape: Shape } }
  /** Callers can tell which version they mean; undefined where its style has no versions. */
  readonly isVersioned?: boolean
  /** The repository of Go that a proto file says its code is of: `github.com/shop/orders`. */
  readonly home?: string
  /** Messages, enumerations and services of Protocol Buffers, and types of GraphQL, each with its text without comments. */
  readonly definitions?: readonly { readonly at: At; readonly name: string; readonly text: string }[]
}

/** One operation or channel, with what goes in and what comes out. */
export interface Endpoint {
  readonly at: At
  readonly name: string
  /** What a request must name, in its query, headers or body. */
  readonly required: readonly string[]
  /** The parameters as the fields of one object, and the body, of its JSON where it has several forms. */
  readonly takes?: readonly Shape[]
  /** Bodies of what it answers where all went well, by the status; messages of a channel by their place in it. */
  readonly gives?: { readonly [status: string]: Shape }
}

/** What a schema says of a value. With no field of these nothing is known. */
export interface Shape {
  /** `string`, `integer`, `number`, `boolean`, `object`. */
  readonly type?: string
  /** All that a value may be. */
  readonly values?: readonly string[]
  /** A reference to a schema with a name: `#/components/schemas/Order`. */
  readonly ref?: string
  /** Of a list. */
  readonly items?: Shape
  /** Of an object. */
  readonly fields?: { readonly [name: string]: Shape }
  /** Fields that are always there. */
  readonly required?: readonly string[]
  /** All of these at once (`allOf`). */
  readonly all?: readonly Shape[]
}
