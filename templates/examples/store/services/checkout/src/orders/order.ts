/** Money in the smallest unit of its currency, so that no cent is lost to rounding. */
export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

export interface NewOrder {
  readonly productId: string
  readonly quantity: number
}

/** An order keeps the name and the price of its moment, whatever becomes of the product. */
export interface Order extends NewOrder {
  readonly id: string
  readonly productName: string
  readonly unitPrice: Money
  readonly total: Money
  /** RFC 3339. */
  readonly createdAt: string
}
