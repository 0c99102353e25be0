import type { StubPattern } from '../code/stubs.ts'

/** The namespace that code of gRPC is generated in, and the extension's own. */
const ofGrpc = /^grpc$/i

/**
 * Spiral: `class Users implements UsersServiceInterface`, and whoever is handed one by the container:
 * `UsersServiceInterface $users`. The extension of gRPC: `new UsersServiceClient(…)`.
 */
export const stubPatterns: readonly StubPattern[] = [
  { role: 'serves', word: /^(\w+)Interface$/, before: /\bimplements$|,$/, after: /^[{,]/, beside: ofGrpc },
  { role: 'calls', word: /^(\w+Service)Interface$/, before: /[^\\]$/, after: /^\$/, beside: ofGrpc },
  { role: 'calls', word: /^(\w+)Client$/, before: /(?:\bnew|\\)$/, after: /^\(/, beside: ofGrpc },
]
