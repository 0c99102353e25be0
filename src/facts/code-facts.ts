import type { At, Stated } from './stated.ts'

/** A parsed network address. Secrets in it never reach a message: print `shown`. */
export interface Address {
  /** `http`, `https`, `grpc`, `postgres`, `redis`, `amqp`, `nats`, …; undefined for a bare `host:port`. */
  readonly scheme?: string
  readonly host: string
  readonly port?: number
  /** Database, virtual host or path, without the leading `/`. */
  readonly path?: string
  /** Schema inside the database, where the address names one. */
  readonly schema?: string
  readonly user?: string
  /** The address with user info and query masked. */
  readonly shown: string
}

/** Code asks for another module. Unresolved text as written; the graph resolves it. */
export interface ImportFact extends Stated<'import'> {
  readonly language: string
  readonly specifier: string
  /** Erased at run time, or only for the compiler. */
  readonly typeOnly: boolean
  /** Only tests need it. */
  readonly forTests?: true
  /** Nothing of it is named: it is only to be there for somebody else (`import _ "driver"`). */
  readonly onlyLoaded?: true
  /** What it takes from there, where it says so; `default` for what has no name. */
  readonly names?: readonly string[]
  /** In a package of settings of Go: all that it takes is the type which holds those of what it imports, and runs nothing of it. */
  readonly onlySettings?: true
  /** It hands on what it takes, and does not use it: `export { a } from './a'`. */
  readonly handsOn?: true
  /** What is handed on under another name, by that name: `export { default as Orders } from './orders'`. */
  readonly renamed?: Readonly<Record<string, string>>
}
/** What code of a file hands to others itself. */
export interface ExportsFact extends Stated<'exports'> {
  readonly names: readonly string[]
}
/** Code reads an environment variable. */
export interface EnvReadFact extends Stated<'env-read'> {
  readonly name: string
  /** The literal used where the variable is unset. */
  readonly fallback?: string
  /** The code only names the variable, in a text; that it reads it is likely and not shown. */
  readonly onlyNamed?: boolean
  /**
   * The field of a class that a framework fills with it, or in TypeScript its place in an object of settings
   * (`services.user`), or in an instance of a class (`this.USER_URL`): read only where code takes that field.
   */
  readonly field?: string
  /** The setting of a file of settings that it fills, as the variable that sets that one: read only where code takes the setting. */
  readonly fills?: string
  /** Code puts its value where the host of an address stands: `http://${ORDERS}/items`. */
  readonly asHost?: true
}
/** What the names of variables begin with that fill the struct which a field holds: `DB_` of `envPrefix:"DB_"`. */
export interface EnvPrefixFact extends Stated<'env-prefix'> {
  readonly prefix: string
}
/**
 * A library fills settings from all variables that begin with a prefix, or from any where it is empty, by the names of their keys
 * or fields: `envconfig.Process("shop", &settings)`. No code names such a variable.
 */
export interface EnvBindingFact extends Stated<'env-binding'> {
  /** In capitals, with what parts it from the rest: `SHOP_`. */
  readonly prefix: string
}
/**
 * Code takes a field of something by a name that says it holds an address: `settings.orders_url`; `*` stands for any. In
 * TypeScript any member of an object of settings, with what leads there: `services.user`, `*.user`.
 */
export interface FieldReadFact extends Stated<'field-read'> {
  readonly name: string
}
/** Code takes a setting by its name from what it has read of a file: `settings["OrdersUrl"]`. */
export interface SettingReadFact extends Stated<'setting-read'> {
  readonly name: string
  /** What it holds is only listed for browsers: where they are sent to, or may come from. */
  readonly forBrowsers?: true
}
/** Code names a constant that may hold an address, other than where it is set: `Hosts.ORDERS_URL`. */
export interface ConstantUseFact extends Stated<'constant-use'> {
  readonly name: string
}
/** Code calls over the network, with a client whose deadlines are known. */
export interface RemoteCallFact extends Stated<'remote-call'> {
  /** As people know it: `requests.get`, `fetch`. */
  readonly client: string
  /** Something ends the call, or every call of its client. */
  readonly hasDeadline: boolean
  /** Where a default for all calls of that kind would end it as well. */
  readonly protocol?: DeadlineScope
  /** The service of gRPC that is called, as its contract calls it. */
  readonly contract?: string
  /** It is made with what another file offers around a client: one of gRPC only if something here knows a service called so. */
  readonly isWrapped?: true
  /** It only makes a client of this kind and offers it to others: a bean of Spring. */
  readonly offers?: string
  /** It is made with a builder that the framework hands out, as it is or as somebody here has made it. */
  readonly isHanded?: true
  /** The file says that servers run it, whoever takes it in: `'use server'`. */
  readonly onServer?: true
}
/** Code works with a client of a kind that something else offers. */
export interface ClientUseFact extends Stated<'client-use'> {
  readonly client: string
  /** Something in the same file ends its calls. */
  readonly hasDeadline: boolean
}
/** Something ends every call of a kind that a service makes: an interceptor, a policy or a setting of all its clients. */
export interface DefaultDeadlineFact extends Stated<'default-deadline'> {
  readonly protocol: DeadlineScope
}
/**
 * Calls that one default ends: all of gRPC, those of the client of HTTP that NestJS hands out, or what NestJS asks over its own
 * transports. `context`: those with a context that a function of Go is handed, which those that call it may have given an end in
 * many other files. `asyncio`: those of Python that are told to wait for ever, where a policy may be what ends them. `spring`,
 * `spring-reactive`: those of clients that are made with a builder of Spring Boot.
 */
type DeadlineScope = 'grpc' | 'nestjs' | 'nestjs-questions' | 'context' | 'asyncio' | 'spring' | 'spring-reactive'
/** A literal in code or in a service's own configuration that is an address. */
export interface AddressFact extends Stated<'address'> {
  readonly address: Address
  /** `default`: the fallback of a setting named `setting`; `literal`: nothing can change it from outside. */
  readonly use: 'default' | 'literal'
  readonly setting?: string
  /** As that of a variable. */
  readonly field?: string
  /** Its host is the name of a setting whose value is not known here. */
  readonly unfilled?: true
  /** Code calls it: it is no page and no allowed origin. */
  readonly called?: true
  /** What code keeps it under, where it does not call it there. */
  readonly constant?: string
  /** That is a member of an object. */
  readonly member?: true
  /** What that object is about, where the member does not say it: `auth` of `auth: { url: … }`. */
  readonly holder?: string
  /** Something else may stand for it: code gives what it is kept under another value, or asks where a page comes from. */
  readonly mayChange?: true
  /** It is one of several constants, and its own file does not name it again. */
  readonly apart?: true
}
/** A setting of a file of settings that those of other files may be made of: `orders.host: orders`. */
export interface SettingPartFact extends Stated<'setting-part'> {
  readonly name: string
  readonly value: string
}
/** A program has its settings from a file besides that a server of configuration keeps for many; `*` stands for what is filled in. */
export interface ConfigImportFact extends Stated<'config-import'> {
  readonly name: string
  /** It is an object of the cluster, and no file of a server. */
  readonly source?: 'config-map'
}
/** An address that is made of settings which its own file does not tell, without its login: `http://${orders.host}/api`. */
export interface SettingMadeFact extends Stated<'setting-made'> {
  readonly setting: string
  readonly text: string
}
/** A manifest of a package: package.json, and its like in other languages. */
export interface PackageFact extends Stated<'package'> {
  readonly ecosystem: string
  readonly name?: string
  /** The folder of the package whose settings it takes over, relative to the root, where the manifest names one. */
  readonly parent?: { readonly at: At; readonly folder: string }
  /** Where it sets up the builds of all packages in folders below it, with what they depend on. */
  readonly setsUpBelow?: At
  /** Where it makes programs of all packages in folders below it. */
  readonly startsBelow?: At
  /** Globs of member folders, for the root of a workspace. */
  readonly members: readonly string[]
  /** Names it depends on, with the version or path as written; `dev` for those used to build and test only. */
  readonly dependencies: readonly {
    readonly at: At
    readonly name: string
    readonly spec: string
    readonly dev: boolean
    /** Those that build on this package do not get it. */
    readonly optional?: true
    /** Whoever builds on this package brings it along. */
    readonly peer?: true
  }[]
  /** It says how to start a process (`scripts.start`, `bin` of a server, …). */
  readonly starts: boolean
  /** What it starts is a server of a framework, which may be installed for all packages at once: `next start`. */
  readonly serves?: true
  /** It is built as a program of its own, whether that answers anybody or not: `<OutputType>Exe`. */
  readonly runs?: true
  /** It is installed as a command that people run. */
  readonly isCommand?: true
  /** It is put into a registry, for whoever wants to build upon it. */
  readonly isPublished?: true
  /** One of its scripts runs a development server of pages. */
  readonly showsPages?: true
  /** What members of a workspace get with a dependency that they leave to it, `sqlx-postgres` with `sqlx`. */
  readonly offers?: readonly string[]
  /** Public entry points as written in the manifest (`exports`, `main`), by subpath. */
  readonly entries: Readonly<Record<string, string>>
}
/**
 * An alias that the compiler or the build resolves: `paths` and `baseUrl` of tsconfig, `imports` of package.json, folders of
 * Gradle's projects. Targets are relative to the root.
 */
export interface PathAliasFact extends Stated<'path-alias'> {
  readonly language: string
  /** May hold one `*`. */
  readonly pattern: string
  readonly targets: readonly string[]
}
/** A file says of itself that a tool has written it. */
export type GeneratedFact = Stated<'generated'>
