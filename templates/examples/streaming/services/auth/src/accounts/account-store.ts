import { randomUUID } from 'node:crypto'

export interface Account {
  readonly id: string
  readonly name: string
  readonly passwordHash: string
}

/** Where accounts are kept. Put your database behind it and nothing else changes. */
export interface AccountStore {
  /** Undefined when the name is taken. */
  add(name: string, passwordHash: string): Promise<Account | undefined>
  find(name: string): Promise<Account | undefined>
}

/** Accounts in memory, gone with the process. */
export function createMemoryAccountStore(): AccountStore {
  const accounts = new Map<string, Account>()
  return {
    async add(name, passwordHash) {
      if (accounts.has(name)) return undefined
      const account = { id: randomUUID(), name, passwordHash }
      accounts.set(name, account)
      return account
    },
    find: async (name) => accounts.get(name),
  }
}
