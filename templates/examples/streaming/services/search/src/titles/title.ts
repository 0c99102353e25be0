export interface Title {
  /** The same in every service that knows the title. */
  readonly id: string
  readonly name: string
  readonly artist: string
  readonly year: number
}
