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
  /** Paths of the servers of OpenAPI, below which all operations lie: `/api/v1`; left out where no server is named. */
  readonly bases?: readonly string[]
  /** Channels of AsyncAPI that say what is sent over them, by their address. */
  readonly channels?: readonly Channel[]
  /** Schemas and messages of OpenAPI and AsyncAPI that have a name, by the reference that leads to them. */
  readonly schemas?: { readonly [reference: string]: { readonly at: At; readonly shape: Shape } }
  /** Callers can tell which version they mean; undefined where its style has no versions. */
  readonly isVersioned?: boolean
  /** The repository of Go that a proto file says its code is of: `github.com/shop/orders`. */
  readonly home?: string
  /** Messages, enumerations and services of Protocol Buffers, and types of GraphQL, each with its text without comments. */
  readonly definitions?: readonly { readonly at: At; readonly name: string; readonly text: string }[]
}

/** Values by the form that they are sent in: `application/json`; in AsyncAPI by the name of the message. */
export interface Bodies {
  readonly [form: string]: Shape
}

/** What a request must have; what its body must have, the shape of that tells. */
export interface Asked {
  readonly name: string
  readonly in: 'query' | 'header' | 'cookie' | 'form' | 'body' | 'security'
}

/** One operation, with what goes in and what comes out. */
export interface Endpoint {
  readonly at: At
  readonly name: string
  readonly required: readonly Asked[]
  /** The fields of one object; those of the path by their place in it. */
  readonly parameters?: Shape
  readonly takes?: Bodies
  /** What it answers where all went well, by the status. */
  readonly gives?: { readonly [status: string]: Bodies }
}

/** One channel, with what others send over it and what they get. */
export interface Channel {
  readonly at: At
  readonly name: string
  readonly takes: Bodies
  readonly gives: Bodies
}

/** What a schema says of a value. With no field of these nothing is known. */
export interface Shape {
  /** `string`, `integer`, `number`, `boolean`, `object`. */
  readonly type?: string
  /** All that a value may be. */
  readonly values?: readonly string[]
  readonly isNullable?: true
  /** A reference to a schema with a name: `#/components/schemas/Order`. */
  readonly ref?: string
  /** Of a list. */
  readonly items?: Shape
  /** Of an object. */
  readonly fields?: { readonly [name: string]: Shape }
  /** Fields that are always there. */
  readonly required?: readonly string[]
  /** Of an object whose fields may have any name. */
  readonly entries?: Shape
  /** All of these at once (`allOf`). */
  readonly all?: readonly Shape[]
  /** One of these (`oneOf`, `anyOf`). */
  readonly either?: readonly Shape[]
  /** A field that is in answers alone (`readOnly`), or in requests alone. */
  readonly only?: 'got' | 'given'
}
