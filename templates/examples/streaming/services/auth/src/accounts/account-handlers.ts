import type { Handlers } from '../platform/contract.ts'
import { Problem } from '../platform/problems.ts'
import type { AccountStore } from './account-store.ts'
import { hashPassword } from './password.ts'

export interface Credentials {
  readonly name: string
  readonly password: string
}

/** The operations on accounts. The casts are safe: requests are checked against openapi.yaml first. */
export function accountHandlers(accounts: AccountStore): Handlers {
  return {
    async createUser(request, reply) {
      const { name, password } = request.body as Credentials
      const account = await accounts.add(name, await hashPassword(password))
      if (account === undefined) throw new Problem(409, `The name ${name} is taken.`)
      return reply.code(201).send({ id: account.id, name: account.name })
    },
  }
}
