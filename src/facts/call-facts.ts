import type { Stated } from './stated.ts'

/** Code implements a service of gRPC, or makes a client of one: by its name in the contract. */
export interface StubFact extends Stated<'stub'> {
  readonly role: 'serves' | 'calls'
  /** `CartService`, as the contract or what is generated from it calls it. */
  readonly service: string
}
