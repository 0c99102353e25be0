import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token says; whoever holds it is this user until then. */
export interface Claims {
  readonly user: { readonly id: string; readonly name: string }
  /** RFC 3339. */
  readonly expiresAt: string
}

/** Claims that anyone can read and only who knows the secret can make. */
export function signToken(claims: Claims, secret: string): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${payload}.${sign(payload, secret).toString('base64url')}`
}

/** What a token says, if it was signed with the secret and its time is not over. */
export function readToken(token: string, secret: string, now = new Date()): Claims | undefined {
  const [payload = '', signature = ''] = token.split('.')
  const expected = sign(payload, secret)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  // Signed by us, so it holds what signToken put there.
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
  return new Date(claims.expiresAt) > now ? claims : undefined
}

const sign = (payload: string, secret: string): Buffer => createHmac('sha256', secret).update(payload).digest()
