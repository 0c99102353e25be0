import type { Address } from './code-facts.ts'
import type { Stated } from './stated.ts'

/** Code implements a service of gRPC, or makes a client of one: by its name in the contract. */
export interface StubFact extends Stated<'stub'> {
  /** `takes`: code gets the client from somebody who keeps it. */
  readonly role: 'serves' | 'calls' | 'takes'
  /** `CartService`, as the contract or what is generated from it calls it. */
  readonly service: string
  /** The functions by which alone others come to the client: where nobody takes one of them, nobody has it. */
  readonly makers?: readonly string[]
  /** The package of Go that it is generated into, as the file imports it. */
  readonly of?: string
}

/** Code takes functions that are called as those that hand out clients are. */
export interface MakerUseFact extends Stated<'maker-use'> {
  readonly names: readonly string[]
}

/** Code answers requests of HTTP for a path, or sends them there, to a host that the code does not name. */
export interface RouteFact extends Stated<'route'> {
  readonly role: 'serves' | 'calls'
  /** `GET`; undefined where it is any, or cannot be told. */
  readonly method?: string
  /**
   * Its segments in small letters, `{}` for what is computed: `orders/{}/items`. What stands before it may be missing: the
   * router that it hangs on, or the address that it is added to.
   */
  readonly path: string
}
/** Code hangs the routes of another module below a path: `app.use('/orders', require('./routes/orders'))`. */
export interface RouteMountFact extends Stated<'route-mount'> {
  readonly language: string
  /** The module, as an import of it is written. */
  readonly specifier: string
  /** What is taken of the module; `default` for what has no name, undefined where it is not told. */
  readonly name?: string
  /** As the path of a route, and never empty. */
  readonly prefix: string
}

/** A gateway sends requests on to a service, as a file lists that lies apart from the gateway's own settings. */
export interface GatewayRouteFact extends Stated<'gateway-route'> {
  readonly address: Address
}
/** What code or a setting says of a name of a topic: the name itself, or the constant or the variable that holds it. */
export interface TopicWord {
  /** The name; beside a variable what stands where that is unset. */
  readonly text?: string
  /** As `constantKey` shortens it. */
  readonly constant?: string
  /** An environment variable. */
  readonly variable?: string
}
/** Messages are sent to a topic, or taken from there; a question waits for whoever answers it. */
export interface TopicFact extends Stated<'topic'> {
  /** `binds`: what is sent under a name comes to a queue, which the same program takes from if it takes from any. */
  readonly role: 'publishes' | 'consumes' | 'binds' | 'asks' | 'answers'
  /** A topic, a queue or the type of a message; or an exchange, or whatever else holds many topics, and a key in it. */
  readonly words: readonly TopicWord[]
}
/** A constant or a setting that holds the name of a topic. */
export interface TopicNameFact extends Stated<'topic-name'> {
  /** As `constantKey` shortens it. */
  readonly constant: string
  readonly word: TopicWord
}

/** Code declares a client of another service, by the name under which discovery knows it. */
export interface ClientFact extends Stated<'client'> {
  readonly name?: string
  /** The constant that holds the name, with its class: `Names.ORDERS`. */
  readonly constant?: string
}
/** A constant that may hold the name of a service, with its class: the name itself, or another constant. */
export interface NameConstantFact extends Stated<'name-constant'> {
  readonly of: string
  readonly name?: string
  readonly constant?: string
}

/**
 * A web server of nginx hands all that comes to it to one other program: what stands before PHP and Python. Or what stands
 * before all of a system hands on what it is asked for under a host.
 */
export interface FrontFact extends Stated<'front'> {
  /** Where it listens, and the hosts that it answers for. */
  readonly ports: readonly number[]
  readonly hosts: readonly string[]
  readonly address: Address
  /** It stands before all, and its hosts are those that everybody outside has. */
  readonly fromOutside?: true
}
/** A gateway sends requests for a path on to another address. */
export interface ForwardFact extends Stated<'forward'> {
  /** What the path begins with, without the first `/`. */
  readonly prefix: string
  readonly address: Address
  /** What stands before all of a system does so, with whoever asks from outside. */
  readonly fromOutside?: true
}
