import type { Credentials } from '../accounts/account-handlers.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { isPassword } from '../accounts/password.ts'
import type { Handlers } from '../platform/contract.ts'
import { Problem } from '../platform/problems.ts'
import type { Settings } from '../settings.ts'
import { readToken, signToken } from './token.ts'

/** The operations on tokens. The casts are safe: requests are checked against openapi.yaml first. */
export function tokenHandlers(accounts: AccountStore, { tokenSecret, tokenSeconds }: Settings): Handlers {
  return {
    async createToken(request, reply) {
      const { name, password } = request.body as Credentials
      const account = await accounts.find(name)
      const isKnown = await isPassword(password, account?.passwordHash)
      if (account === undefined || !isKnown) throw new Problem(403, 'No account has this name and password.')
      const expiresAt = new Date(Date.now() + tokenSeconds * 1000).toISOString()
      const token = signToken({ user: { id: account.id, name: account.name }, expiresAt }, tokenSecret)
      return reply.code(201).header('cache-control', 'no-store').send({ token, expiresAt })
    },

    introspectToken(request, reply) {
      const { token } = request.body as { token: string }
      const claims = readToken(token, tokenSecret)
      return reply.header('cache-control', 'no-store').send(claims ? { active: true, ...claims } : { active: false })
    },
  }
}
