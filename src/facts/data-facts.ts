import type { Address } from './code-facts.ts'
import type { Stated } from './stated.ts'

/** SQL, a migration or a mapping makes a table, a foreign key points to one, or a query in code reads or writes one. */
export interface TableFact extends Stated<'table'> {
  readonly table: string
  /** The schema that the table lies in, where the place or its file says so. */
  readonly schema?: string
  readonly use: 'creates' | 'references' | 'queries'
}
/** A script of SQL makes a database, or chooses the one that it works in. */
export interface DatabaseUseFact extends Stated<'database-use'> {
  readonly database: string
}
/** Code keeps a type in a store: an entity mapped to a table or to documents, or the repository of one. */
export interface StoredTypeFact extends Stated<'stored-type'> {
  readonly name: string
}

/** A schema or a setting in code names the kind of store behind it, and not where that is. */
export interface DataSourceFact extends Stated<'data-source'> {
  /** `postgres`, `mysql`, `mongodb`, … */
  readonly store: string
  /** What says so. */
  readonly detail: string
  /** The folders that clients of a schema are written into, where it says so. */
  readonly clientsIn?: readonly string[]
}
/** Code names a database, and only run time tells on which host: `mongodb://${HOST}/orders`. */
export interface DatabaseNameFact extends Stated<'database-name'> {
  /** What is spoken with it: `postgres`, `mysql`, `mongodb`, … */
  readonly store: string
  readonly name: string
  /** The variable that tells the name, which stands for it where nothing else is known; empty where there is no default. */
  readonly setting?: string
  /** Taken from a client of the whole server, which may well hand out several. */
  readonly isTaken?: true
}
/** Code works with a cache that several can share: it keeps something under a key, passes messages on through it, or asks whether it is there. */
export interface CacheUseFact extends Stated<'cache-use'> {
  readonly does: 'keeps' | 'passes' | 'asks'
}
/** Code of .NET chooses the kind of database that it speaks with: `options.UseSqlServer(…)`. */
export interface ProviderUseFact extends Stated<'provider-use'> {
  /** `postgres`, `sqlserver`, … */
  readonly store: string
  /** The method or class that is named so. */
  readonly method: string
  /** It is a method that others may call on what they set up: `AddRedis(this IServiceCollection services)`. */
  readonly offered?: true
}
/** A component of Dapr: a store, a broker or a binding under a name that code uses. */
export interface ComponentFact extends Stated<'component'> {
  readonly name: string
  /** `pubsub`, `state` or `bindings`. */
  readonly building: string
  /** What is behind it: `redis`, `azure.servicebus`, … */
  readonly store: string
  readonly address?: Address
  /** Names of the only services that may use it; empty where all may. */
  readonly scopes: readonly string[]
}
/** Code keeps something in a state store of Dapr, whichever that is. */
export type StateUseFact = Stated<'state-use'>
/** Code that speaks with Dapr holds a text that may be the name of a component. */
export interface ComponentNameFact extends Stated<'component-name'> {
  readonly name: string
  /** Who is given the component, where an application host says so. */
  readonly workload?: string
}
