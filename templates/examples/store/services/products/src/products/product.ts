/** Money in the smallest unit of its currency, so that no cent is lost to rounding. */
export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

export interface Product {
  /** Part of its address; never changes. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly price: Money
}
